-- Whoever deletes an order has PostgreSQL look for its key, see UnseenOrders.
create index idempotency_keys_by_order on idempotency_keys (order_id);

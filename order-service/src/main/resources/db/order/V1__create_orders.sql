-- Taken block by block and before the transaction that stores an order, so that a commit whose result
-- is unknown can be tried again under the same id.
create sequence order_ids increment by 50;

create table orders (
  order_id        bigint      not null,
  user_id         bigint      not null,
  status          text        not null,
  cancel_reason   text,
  coupon_id       bigint,
  -- Known once the order is PAID, in minor units.
  total_amount    bigint,
  discount_amount bigint,
  final_amount    bigint,
  -- All times are this database's, so that every replica judges a deadline alike.
  created_at      timestamptz not null,
  deadline_at     timestamptz not null,
  completed_at    timestamptz,
  constraint orders_pk primary key (order_id),
  constraint ids_are_positive check (order_id > 0 and user_id > 0 and coupon_id > 0),
  constraint status_is_known check (status in ('PENDING', 'PAID', 'CANCELLED')),
  constraint reason_is_known check
    (cancel_reason in ('OUT_OF_STOCK', 'COUPON_INVALID', 'INSUFFICIENT_BALANCE', 'DEADLINE_PASSED')),
  constraint paid_has_amounts check
    (num_nonnulls(total_amount, discount_amount, final_amount) = case status when 'PAID' then 3 else 0 end),
  constraint cancelled_has_reason check ((status = 'CANCELLED') = (cancel_reason is not null)),
  constraint ended_has_time check ((status = 'PENDING') = (completed_at is null)),
  constraint amounts_not_negative check (total_amount >= 0 and discount_amount >= 0 and final_amount >= 0),
  constraint final_is_total_less_discount check (final_amount = total_amount - discount_amount),
  constraint deadline_after_creation check (deadline_at > created_at)
);

comment on table orders is 'The row decides: one change from PENDING, to PAID or CANCELLED, for good.';

create index orders_open_by_deadline on orders (deadline_at) where status = 'PENDING';
create index orders_of_user on orders (user_id, order_id desc);

create table order_lines (
  order_id   bigint not null,
  product_id bigint not null,
  quantity   bigint not null,
  -- Known once the order is PAID, in minor units.
  unit_price bigint,
  constraint order_lines_pk primary key (order_id, product_id),
  constraint line_of_an_order foreign key (order_id) references orders (order_id),
  constraint product_id_positive check (product_id > 0),
  constraint quantity_positive check (quantity > 0),
  constraint unit_price_not_negative check (unit_price >= 0)
);

-- The key itself is never stored: a client may put anything into it.
create table idempotency_keys (
  user_id     bigint      not null,
  key_hash    bytea       not null,
  fingerprint bytea       not null,
  order_id    bigint      not null,
  created_at  timestamptz not null default clock_timestamp(),
  constraint idempotency_keys_pk primary key (user_id, key_hash),
  -- Keys are claimed before their orders are stored, in the same transaction.
  constraint key_of_an_order foreign key (order_id) references orders (order_id) deferrable initially deferred,
  constraint key_hash_is_sha256 check (octet_length(key_hash) = 32),
  constraint fingerprint_is_sha256 check (octet_length(fingerprint) = 32)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);

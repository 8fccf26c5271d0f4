-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
-- Also who only locks rows needs update.
grant select, insert, update, delete on orders, idempotency_keys to "${application}";
grant select, insert, update on order_lines to "${application}";
grant select, update on settlement_cursors to "${application}";
grant usage on sequence order_ids to "${application}";

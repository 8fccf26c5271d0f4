-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
-- The application appends, the relay reads and keeps its notes. Partitions are reached through the table alone.
grant select, insert on outbox to "${application}";
grant select on outbox to "${relay}";
grant select, insert, update on outbox_relay to "${relay}";
grant execute on function create_outbox_partitions(), drop_expired_outbox_partitions(text, interval) to "${relay}";

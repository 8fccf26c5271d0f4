-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
grant select, insert, update on deliveries to "${application}";
grant select, insert on replays to "${application}";

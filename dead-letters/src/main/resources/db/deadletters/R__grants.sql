-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
grant select, insert, update on dead_letter_replays to "${application}";

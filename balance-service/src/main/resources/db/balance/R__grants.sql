-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
-- Also who only locks rows needs update.
grant select, insert, update on accounts, balance_steps to "${application}";
grant select, insert on ledger_entries to "${application}";
grant select, insert, update, delete on charge_keys to "${application}";

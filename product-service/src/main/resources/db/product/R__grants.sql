-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
grant select, insert, update on products, stock_reservations to "${application}";
grant select, insert on stock_reservation_lines to "${application}";

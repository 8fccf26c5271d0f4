-- Who ordered what is reserved; null for reservations older than this column, and where nothing was taken.
alter table stock_reservations
  add column user_id bigint,
  add constraint user_id_positive check (user_id > 0);

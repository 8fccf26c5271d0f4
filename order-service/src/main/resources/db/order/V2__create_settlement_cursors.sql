-- How far order-service has stated which orders have ended, see SettlementStatements.
create table settlement_cursors (
  pass          text   not null,
  next_order_id bigint not null,
  constraint settlement_cursors_pk primary key (pass),
  constraint pass_is_known check (pass in ('FIRST', 'AGAIN')),
  constraint next_order_id_positive check (next_order_id > 0)
);

comment on column settlement_cursors.next_order_id is
  'The first id not stated yet. May be set back by hand: what was stated is stated again.';

insert into settlement_cursors (pass, next_order_id) values ('FIRST', 1), ('AGAIN', 1);

create table products (
  product_id bigint       not null generated always as identity,
  name       varchar(200) not null,
  price      bigint       not null,
  stock      bigint       not null,
  created_at timestamptz  not null,
  constraint products_pk primary key (product_id),
  constraint name_not_empty check (name <> ''),
  constraint price_not_negative check (price >= 0),
  constraint stock_not_negative check (stock >= 0)
) with (fillfactor = 50); -- room for the new versions of a product that many orders want

comment on column products.stock is 'What can still be ordered: reserved stock is already taken off.';
comment on column products.price is 'In the minor unit of the currency.';

-- One row per order that was decided: inbox, fence and reservation in one.
create table stock_reservations (
  order_id   bigint      not null,
  state      text        not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint stock_reservations_pk primary key (order_id),
  constraint order_id_positive check (order_id > 0),
  constraint state_known check (state in ('RESERVED', 'REJECTED', 'FENCED', 'RELEASED'))
);

-- What a reservation took, or had taken before it was released.
create table stock_reservation_lines (
  order_id   bigint not null,
  product_id bigint not null,
  quantity   bigint not null,
  unit_price bigint not null,
  constraint stock_reservation_lines_pk primary key (order_id, product_id),
  constraint line_has_a_reservation foreign key (order_id) references stock_reservations (order_id),
  constraint line_has_a_product foreign key (product_id) references products (product_id),
  constraint quantity_positive check (quantity > 0),
  constraint unit_price_not_negative check (unit_price >= 0)
);

create table coupons (
  coupon_id           bigint      not null generated always as identity,
  name                text        not null,
  discount_type       text        not null,
  discount_value      bigint      not null,
  max_discount_amount bigint,
  min_order_amount    bigint,
  total_quantity      bigint      not null,
  issued_quantity     bigint      not null default 0,
  valid_from          timestamptz,
  valid_until         timestamptz,
  created_at          timestamptz not null,
  constraint coupons_pk primary key (coupon_id),
  constraint discount_type_known check (discount_type in ('AMOUNT', 'RATE')),
  constraint rate_is_a_percentage check (discount_type <> 'RATE' or discount_value between 1 and 100),
  constraint amount_within_bounds check (discount_type <> 'AMOUNT' or discount_value between 1 and 1000000000000),
  constraint max_discount_positive check (max_discount_amount >= 1),
  constraint min_order_not_negative check (min_order_amount >= 0),
  constraint total_quantity_within_bounds check (total_quantity between 1 and 1000000000),
  constraint issued_within_total check (issued_quantity between 0 and total_quantity),
  constraint validity_begins_before_it_ends check (valid_from < valid_until)
)
-- Room on the page for the versions of a counter that many requests change at once.
with (fillfactor = 50);

comment on table coupons is 'Campaigns. Only issued_quantity ever changes.';

create table user_coupons (
  user_coupon_id bigint      not null generated always as identity,
  coupon_id      bigint      not null,
  user_id        bigint      not null,
  status         text        not null default 'ISSUED',
  order_id       bigint,
  issued_at      timestamptz not null,
  used_at        timestamptz,
  constraint user_coupons_pk primary key (user_coupon_id),
  constraint issued_once_per_user unique (coupon_id, user_id),
  constraint one_coupon_per_order unique (order_id),
  constraint issued_from_a_campaign foreign key (coupon_id) references coupons (coupon_id),
  constraint status_known check (status in ('ISSUED', 'USED')),
  constraint used_has_order check (
    (status = 'USED') = (order_id is not null) and (status = 'USED') = (used_at is not null))
);

create index user_coupons_of_user on user_coupons (user_id, user_coupon_id);

create table coupon_steps (
  order_id        bigint      not null,
  user_coupon_id  bigint,
  coupon_id       bigint,
  state           text        not null,
  discount_amount bigint,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  constraint coupon_steps_pk primary key (order_id),
  constraint step_of_an_issued_coupon foreign key (user_coupon_id) references user_coupons (user_coupon_id),
  constraint state_known check (state in ('USED', 'REJECTED', 'FENCED', 'RESTORED')),
  constraint used_step_has_coupon_and_discount check (
    (state in ('USED', 'RESTORED'))
      = (user_coupon_id is not null and coupon_id is not null and discount_amount is not null)),
  constraint rejected_step_has_campaign check (state <> 'REJECTED' or coupon_id is not null),
  constraint discount_not_negative check (discount_amount >= 0)
);

comment on table coupon_steps is
  'One row per order that reached this service, or was cancelled first: inbox and use of the coupon in one.';

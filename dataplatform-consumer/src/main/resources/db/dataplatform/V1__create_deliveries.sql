-- One row per paid order: what has to reach the data platform, and how far it got.
create table deliveries (
  -- ce_id of the event; the platform gets it as Idempotency-Key, on every attempt and every replay.
  event_id         uuid        not null,
  order_id         bigint      not null,
  type             text        not null,
  -- As it came, to the letter: json, not jsonb.
  payload          json        not null,
  headers          json        not null,
  traceparent      text,
  record_partition integer     not null,
  record_offset    bigint      not null,
  status           text        not null default 'PENDING',
  -- Since it was stored or last replayed.
  attempts         integer     not null default 0,
  created_at       timestamptz not null default now(),
  pending_since    timestamptz not null default now(),
  next_attempt_at  timestamptz not null default now(),
  -- The claim under which a worker delivers the row, and until when nobody else may.
  lease_id         uuid,
  leased_until     timestamptz,
  last_error       text,
  delivered_at     timestamptz,
  parked_at        timestamptz,
  constraint deliveries_pk primary key (event_id),
  constraint one_delivery_per_order unique (order_id),
  constraint order_id_positive check (order_id > 0),
  constraint status_known check (status in ('PENDING', 'DELIVERED', 'PARKED')),
  constraint attempts_not_negative check (attempts >= 0),
  constraint delivered_at_a_time check ((status = 'DELIVERED') = (delivered_at is not null)),
  constraint parked_at_a_time check ((status = 'PARKED') = (parked_at is not null)),
  constraint parked_for_a_reason check (status <> 'PARKED' or last_error is not null),
  constraint leased_until_a_time check ((lease_id is null) = (leased_until is null)),
  constraint leased_only_while_pending check (lease_id is null or status = 'PENDING')
) with (fillfactor = 80); -- room for a claim to update its row in place

-- Partial, so that what is delivered costs nothing any more.
create index deliveries_due on deliveries (next_attempt_at) where status = 'PENDING';
create index deliveries_parked on deliveries (order_id) where status = 'PARKED';
create index deliveries_retried on deliveries (order_id) where attempts > 1;

-- Who put which orders back, and when.
create table replays (
  replay_id    bigint      not null generated always as identity,
  requested_by text        not null,
  requested_at timestamptz not null default now(),
  scope        text        not null,
  order_ids    bigint[]    not null,
  constraint replays_pk primary key (replay_id),
  constraint scope_known check (scope in ('ONE', 'LISTED', 'ALL')),
  constraint replayed_something check (cardinality(order_ids) > 0)
);

-- Written only inside the transaction of the change it tells of, read through the publication below.
create table outbox (
  id            uuid        not null default uuidv7(),
  aggregatetype text        not null,
  aggregateid   text        not null,
  type          text        not null,
  payload       json        not null,
  traceparent   text,
  created_at    timestamptz not null default clock_timestamp(),
  -- Tells which rows the relay has certainly published (outbox_relay.published_before).
  xid           xid8        not null default pg_current_xact_id(),
  constraint outbox_pk primary key (created_at, id)
) partition by range (created_at);

comment on table outbox is 'One row per event; aggregatetype + ".events" is its topic, aggregateid its key.';

-- Catches rows should the daily partitions ever be missing; rows there are published all the same.
create table outbox_default partition of outbox default;

create publication jumun_outbox for table outbox
  (id, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  with (publish = 'insert', publish_via_partition_root = true);

-- What the relay must remember although its slot may be gone.
create table outbox_relay (
  slot_name        text    not null,
  -- Every row of a transaction older than this is in Kafka.
  published_before xid8    not null default '0',
  -- The slot is new: rows from published_before on have to be read from the table.
  republish        boolean not null default true,
  -- Where the slot stood when the engine was started; null once it is seen to resume just there.
  resume_lsn       pg_lsn,
  constraint outbox_relay_pk primary key (slot_name)
);

-- One row per attempt to send a dead letter to its topic again: who, when, why, and how it ended.
create table dead_letter_replays (
  replay_id      bigint      not null generated always as identity,
  -- The same for all records of one request.
  request_id     uuid        not null,
  dlt_topic      text        not null,
  dlt_partition  integer     not null,
  dlt_offset     bigint      not null,
  -- Milliseconds, as the record has them: offsets begin anew when a topic is created anew.
  dlt_timestamp  bigint      not null,
  attempt        integer     not null,
  -- ce_id, ce_type and key of the record, as far as they are readable.
  event_id       text,
  event_type     text,
  record_key     text,
  requested_by   text        not null,
  reason         text        not null,
  requested_at   timestamptz not null default now(),
  -- REQUESTED is written before the record is sent, so what stays REQUESTED may have been sent.
  status         text        not null default 'REQUESTED',
  finished_at    timestamptz,
  sent_partition integer,
  sent_offset    bigint,
  error          text,
  constraint dead_letter_replays_pk primary key (replay_id),
  -- Of two requests for one record at a time, one wins.
  constraint one_replay_at_a_time
    unique (dlt_topic, dlt_partition, dlt_offset, dlt_timestamp, attempt),
  constraint status_known check (status in ('REQUESTED', 'SENT', 'FAILED')),
  constraint finished_at_a_time check ((status = 'REQUESTED') = (finished_at is null)),
  constraint sent_to_a_place check (status <> 'SENT' or (sent_partition is not null and sent_offset is not null)),
  constraint failed_for_a_reason check ((status = 'FAILED') = (error is not null)),
  constraint attempt_positive check (attempt > 0)
);

create index dead_letter_replays_of_event on dead_letter_replays (event_id) where event_id is not null;

-- Updated under the row's lock only; the room left on a page keeps a busy account's updates off the index.
create table accounts (
  user_id       bigint      not null,
  balance       bigint      not null,
  last_sequence bigint      not null,
  created_at    timestamptz not null,
  constraint accounts_pk primary key (user_id),
  constraint user_id_positive check (user_id > 0),
  constraint balance_not_negative check (balance >= 0),
  constraint last_sequence_not_negative check (last_sequence >= 0)
) with (fillfactor = 80);

-- Every change of a balance, numbered 1, 2, 3 per user without a gap; an account starts at 0.
create table ledger_entries (
  user_id       bigint      not null,
  sequence      bigint      not null,
  type          text        not null,
  amount        bigint      not null,
  balance_after bigint      not null,
  order_id      bigint,
  created_at    timestamptz not null,
  constraint ledger_entries_pk primary key (user_id, sequence),
  constraint entry_belongs_to_account foreign key (user_id) references accounts (user_id),
  constraint one_entry_per_order_and_type unique (order_id, type),
  constraint type_known check (type in ('CHARGE', 'DEDUCT', 'REFUND')),
  constraint sequence_starts_at_one check (sequence >= 1),
  constraint amount_not_negative check (amount >= 0),
  constraint charge_not_empty check (type <> 'CHARGE' or amount > 0),
  constraint balance_after_not_negative check (balance_after >= 0),
  constraint order_id_iff_order check ((order_id is not null) = (type in ('DEDUCT', 'REFUND')))
);

create function refuse_change_of_ledger() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % is refused', lower(tg_op) using errcode = 'restrict_violation';
end
$$;

create trigger ledger_is_append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_change_of_ledger();
alter table ledger_entries enable always trigger ledger_is_append_only;

-- What was decided about an order, once and for all: inbox and deduction in one row.
create table balance_steps (
  order_id   bigint      not null,
  user_id    bigint      not null,
  state      text        not null,
  amount     bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint balance_steps_pk primary key (order_id),
  constraint state_known check (state in ('DEDUCTED', 'REJECTED', 'FENCED', 'REFUNDED')),
  constraint step_amount_not_negative check (amount >= 0),
  constraint fenced_without_amount check (state <> 'FENCED' or amount = 0)
);

-- Idempotency keys of charges, as their SHA-256. Timed by the database's clock, the only one that replicas share.
create table charge_keys (
  user_id       bigint      not null,
  key_sha256    bytea       not null,
  amount        bigint      not null,
  balance_after bigint      not null,
  created_at    timestamptz not null default now(),
  constraint charge_keys_pk primary key (user_id, key_sha256),
  constraint key_is_a_sha256 check (length(key_sha256) = 32)
);

create index charge_keys_by_age on charge_keys (created_at);

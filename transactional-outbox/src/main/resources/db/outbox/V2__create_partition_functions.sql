-- The relay looks after the partitions without owning a table: these functions run as their owner, and
-- do no more than the rules they state.

-- The partitions of today (UTC) and of the seven days to come, where they are missing. Tells which could
-- not be created: another replica was faster, or the default partition has rows of that day, which are
-- published all the same.
create function create_outbox_partitions() returns table (partition_name text, problem text)
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s' as $$
begin
  for day in 0..7 loop
    partition_name := 'outbox_' || to_char(current_date + day, 'YYYYMMDD');
    if to_regclass('public.' || partition_name) is null then
      begin
        execute format('create table public.%I partition of public.outbox for values from (%L) to (%L)',
          partition_name, (current_date + day)::timestamptz, (current_date + day + 1)::timestamptz);
      exception when others then
        problem := sqlerrm;
        return next;
      end;
    end if;
  end loop;
end
$$;

-- Drops what is older than the retention, and a day old at least whatever the retention, except what is
-- not certainly published: that is told as not dropped.
create function drop_expired_outbox_partitions(slot text, retention interval)
  returns table (partition_name text, dropped boolean)
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s' as $$
declare
  oldest constant date := (now() - greatest(retention, interval '1 day'))::date;
begin
  for partition_name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.outbox'::regclass and c.relname ~ '^outbox_[0-9]{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < oldest
    order by 1
  loop
    lock table public.outbox in access exclusive mode;
    execute format(
      'select not exists (select 1 from public.%I where xid >= coalesce(
         (select published_before from public.outbox_relay where slot_name = $1), ''0''))', partition_name)
      into dropped using slot;
    if dropped then
      execute format('drop table public.%I', partition_name);
    end if;
    return next;
  end loop;
end
$$;

revoke execute on function create_outbox_partitions(), drop_expired_outbox_partitions(text, interval) from public;

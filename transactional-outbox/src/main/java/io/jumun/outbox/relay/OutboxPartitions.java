package io.jumun.outbox.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The outbox's daily partitions (UTC). Dropping a partition costs nothing, deleting its rows would
 * cost as much as writing them.
 */
class OutboxPartitions {

  private static final Logger log = LoggerFactory.getLogger(OutboxPartitions.class);
  private static final int DAYS_AHEAD = 7;
  private static final String PREFIX = "outbox_";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final String slotName;
  private final Duration retention;
  private final Clock clock;

  OutboxPartitions(
      JdbcClient jdbc,
      TransactionOperations transactions,
      String slotName,
      Duration retention,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.slotName = slotName;
    this.retention = retention;
    this.clock = clock;
  }

  void createUpcoming() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (var day = today; !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
      create(day);
    }
  }

  /** Drops what is older than the retention, except what is not certainly published. */
  void dropExpired() {
    var oldest = LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
    for (var name : dailyPartitions()) {
      if (LocalDate.parse(name.substring(PREFIX.length()), DAY).isBefore(oldest)) {
        dropIfPublished(name);
      }
    }
  }

  List<String> dailyPartitions() {
    return jdbc.sql(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'outbox'::regclass and c.relname ~ '^outbox_[0-9]{8}$'
            order by 1
            """)
        .query(String.class)
        .list();
  }

  private void create(LocalDate day) {
    var name = PREFIX + day.format(DAY);
    if (dailyPartitions().contains(name)) {
      return;
    }
    try {
      jdbc.sql(
              "create table if not exists %s partition of outbox for values from ('%sZ') to ('%sZ')"
                  .formatted(name, day.atStartOfDay(), day.plusDays(1).atStartOfDay()))
          .update();
    } catch (DataAccessException e) {
      // Another replica was faster, or the default partition has rows of that day: those are
      // published all the same.
      log.info("Partition {} was not created: {}", name, e.getMostSpecificCause().getMessage());
    }
  }

  private void dropIfPublished(String name) {
    try {
      transactions.executeWithoutResult(
          _ -> {
            jdbc.sql("set local lock_timeout = '2s'").update();
            jdbc.sql("lock table outbox in access exclusive mode").update();
            if (unpublishedIn(name)) {
              log.warn("Partition {} is past its retention but not yet published", name);
            } else {
              jdbc.sql("drop table " + name).update();
              log.info("Dropped partition {}", name);
            }
          });
    } catch (DataAccessException e) {
      log.info("Partition {} stays for now: {}", name, e.getMostSpecificCause().getMessage());
    }
  }

  private boolean unpublishedIn(String partition) {
    return jdbc.sql(
            """
            select exists (select 1 from %s where xid >= coalesce(
              (select published_before from outbox_relay where slot_name = :slot), '0'))
            """
                .formatted(partition))
        .param("slot", slotName)
        .query(Boolean.class)
        .single();
  }
}

package io.jumun.outbox.relay;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The replication slot, and what must be remembered although the slot may be gone (table {@code
 * outbox_relay}).
 *
 * <p>A slot that is created now shows nothing that was committed before. So whoever creates it
 * first notes that the table has to be read again ({@code republish}); and before an engine is
 * started it is noted where the slot stands ({@code resume_lsn}), because the engine silently
 * creates a slot that vanishes between our look and its own: a slot that resumes anywhere else is
 * another slot.
 */
class SlotRepository {

  private static final Logger log = LoggerFactory.getLogger(SlotRepository.class);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final String name;

  SlotRepository(JdbcClient jdbc, TransactionOperations transactions, String name) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.name = name;
  }

  String name() {
    return name;
  }

  Optional<Slot> find() {
    return jdbc.sql(
            """
            select active, coalesce(wal_status = 'lost' or invalidation_reason is not null, false),
                   coalesce(confirmed_flush_lsn, '0/0')::text,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint
            from pg_replication_slots where slot_name = :name
            """)
        .param("name", name)
        .query(
            (row, _) ->
                new Slot(row.getBoolean(1), row.getBoolean(2), row.getString(3), row.getLong(4)))
        .optional();
  }

  /**
   * Creates the slot where it is missing or lost, one that standbys may keep a copy of. Returns
   * when it exists; PostgreSQL makes this wait for every transaction that is open in the cluster.
   */
  void ensureExists() {
    remember();
    var slot = find();
    if (slot.isPresent() && !slot.get().lost()) {
      return;
    }
    jdbc.sql("update outbox_relay set republish = true where slot_name = :name")
        .param("name", name)
        .update();
    if (slot.isPresent()) {
      log.error("Slot {} is lost: creating it anew, unpublished rows come from the table", name);
      jdbc.sql("select pg_drop_replication_slot(:name)").param("name", name).query().singleRow();
    }
    log.info("Creating slot {}; this waits for every open transaction", name);
    try {
      jdbc.sql(
              "select pg_create_logical_replication_slot(:name, 'pgoutput', failover =>"
                  + " true)::text")
          .param("name", name)
          .query(String.class)
          .single();
    } catch (org.springframework.dao.DataAccessException e) {
      if (find().isEmpty()) {
        throw e;
      }
      log.info("Slot {} was created by another replica", name);
    }
  }

  /** Whether rows may be missing in Kafka that the slot will never show. */
  boolean mustRepublish(Slot slot) {
    return jdbc.sql(
            """
            select republish or coalesce(resume_lsn <> :confirmed::pg_lsn, false)
            from outbox_relay where slot_name = :name
            """)
        .param("confirmed", slot.confirmed())
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  /**
   * Notes that an engine is about to start on this very slot, and that nothing is left to publish
   * again. Changes nothing where the slot is not free or not the one that was seen.
   *
   * @return whether it was noted
   */
  boolean startingAt(Slot slot) {
    return jdbc.sql(
                """
                update outbox_relay set republish = false, resume_lsn = :lsn::pg_lsn
                where slot_name = :name
                  and exists (select 1 from pg_replication_slots where slot_name = :name
                              and not active and confirmed_flush_lsn = :lsn::pg_lsn)
                """)
            .param("lsn", slot.confirmed())
            .param("name", name)
            .update()
        > 0;
  }

  /**
   * Returns when every transaction that runs now has ended. A commit can be behind the start of a
   * new slot and yet be invisible to others for a moment; what is read after this call has seen it.
   */
  void awaitRunningTransactions() throws InterruptedException {
    var horizon =
        jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text")
            .query(String.class)
            .single();
    while (!jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot()) >= :horizon::xid8")
        .param("horizon", horizon)
        .query(Boolean.class)
        .single()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /**
   * To be called when the engine has opened its stream and before anything of it is acknowledged.
   *
   * @throws RelayException when the slot is not the one that was seen before the start
   */
  void verifyResumedAt(String confirmed) {
    var slot = find();
    if (slot.isEmpty() || !slot.get().confirmed().equals(confirmed)) {
      throw new RelayException(
          "Slot %s was expected at %s but is %s".formatted(name, confirmed, slot));
    }
    jdbc.sql("update outbox_relay set resume_lsn = null where slot_name = :name")
        .param("name", name)
        .update();
  }

  /** Writes a little WAL that the slot shows, so that a quiet database's slot moves on. */
  void heartbeat() {
    jdbc.sql("select pg_logical_emit_message(false, 'jumun.heartbeat', '')::text")
        .query(String.class)
        .single();
  }

  /** All transactions older than {@code xid} have ended before WAL position {@code lsn}. */
  record Progress(String lsn, String xid) {}

  Progress progress() {
    return jdbc.sql(
            """
            select s.xmin::text, pg_current_wal_insert_lsn()::text
            from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) s
            """)
        .query((row, _) -> new Progress(row.getString(2), row.getString(1)))
        .single();
  }

  /** Remembers the progress if the slot has confirmed it; tells whether it has. */
  boolean rememberPublished(Progress progress) {
    return jdbc.sql(
                """
                update outbox_relay set published_before = :xid::xid8
                where slot_name = :name and not republish and resume_lsn is null
                  and exists (select 1 from pg_replication_slots
                              where slot_name = :name and confirmed_flush_lsn >= :lsn::pg_lsn)
                """)
            .param("xid", progress.xid())
            .param("lsn", progress.lsn())
            .param("name", name)
            .update()
        > 0;
  }

  private void remember() {
    transactions.executeWithoutResult(
        _ ->
            jdbc.sql("insert into outbox_relay (slot_name) values (:name) on conflict do nothing")
                .param("name", name)
                .update());
  }
}

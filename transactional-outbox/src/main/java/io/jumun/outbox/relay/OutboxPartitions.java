package io.jumun.outbox.relay;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox's daily partitions (UTC), by the database's clock. Dropping a partition costs nothing,
 * deleting its rows would cost as much as writing them.
 */
class OutboxPartitions {

  private static final Logger log = LoggerFactory.getLogger(OutboxPartitions.class);

  private final JdbcClient jdbc;
  private final String slotName;
  private final Duration retention;

  /**
   * @param jdbc as a role that may execute the functions of the migrations, which have the rules
   */
  OutboxPartitions(JdbcClient jdbc, String slotName, Duration retention) {
    this.jdbc = jdbc;
    this.slotName = slotName;
    this.retention = retention;
  }

  void createUpcoming() {
    jdbc.sql("select partition_name, problem from create_outbox_partitions()")
        .query(
            row -> {
              log.info(
                  "Partition {} was not created: {}",
                  row.getString("partition_name"),
                  row.getString("problem"));
            });
  }

  /** Drops what is older than the retention, except what is not certainly published. */
  void dropExpired() {
    try {
      jdbc.sql(
              """
              select partition_name, dropped
              from drop_expired_outbox_partitions(:slot, :seconds * interval '1 second')
              """)
          .param("slot", slotName)
          .param("seconds", retention.toSeconds())
          .query(
              row -> {
                if (row.getBoolean("dropped")) {
                  log.info("Dropped partition {}", row.getString("partition_name"));
                } else {
                  log.warn(
                      "Partition {} is past its retention but not yet published",
                      row.getString("partition_name"));
                }
              });
    } catch (DataAccessException e) {
      log.info("Expired partitions stay for now: {}", e.getMostSpecificCause().getMessage());
    }
  }
}

package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;
import static org.awaitility.Awaitility.await;

import io.jumun.faults.cluster.PostgresServer;
import io.jumun.faults.fault.Fault.Company;
import java.time.Duration;
import java.time.Instant;

/** What happens to PostgreSQL and to the slots in it. */
final class DatabaseFaults {

  private static final Duration SLOT_PATIENCE = Duration.ofSeconds(30);

  /** A service that was killed before may just be starting. */
  private static final Duration CONNECTED_WITHIN = Duration.ofMinutes(1);

  /** 20 MB of log, more than the server is told to keep. */
  private static final String BALLAST =
      "select pg_logical_emit_message(false, 'ballast', repeat('x', 20 * 1024 * 1024))";

  private DatabaseFaults() {}

  static Fault stopImmediately() {
    return new Fault(
        "PostgreSQL stopped at once",
        "",
        scene -> {
          scene.shop().postgres().stopImmediately();
          scene.shop().postgres().start();
          return Instant.now();
        });
  }

  static Fault terminateBackends(String service) {
    return new Fault(
        "backends terminated",
        service,
        Company.IDLE,
        scene -> {
          var database = scene.service(service).databaseName();
          await("somebody is connected to " + database)
              .atMost(CONNECTED_WITHIN)
              .until(() -> scene.shop().postgres().terminate("datname = '%s'".formatted(database)));
          return Instant.now();
        });
  }

  static Fault dropSlot(String service) {
    return new Fault(
        "slot dropped",
        service,
        Company.IDLE,
        scene -> {
          dropSlot(scene.shop().postgres(), scene.service(service).databaseName());
          return Instant.now();
        });
  }

  /** The reader is held up until the server throws away what the slot still needs. */
  static Fault invalidateSlot(String service) {
    return new Fault(
        "slot invalidated (max_slot_wal_keep_size)",
        service,
        scene -> {
          var postgres = scene.shop().postgres();
          postgres.execute("alter system set max_slot_wal_keep_size = '16MB'");
          postgres.execute("select pg_reload_conf()");
          var broker = scene.service(service).broker();
          broker.cut();
          try {
            invalidate(postgres, scene.service(service).databaseName());
          } finally {
            broker.heal();
            postgres.execute("alter system reset max_slot_wal_keep_size");
            postgres.execute("select pg_reload_conf()");
          }
          return Instant.now();
        });
  }

  static Fault diskFull() {
    return new Fault(
        "disk full",
        "PostgreSQL",
        scene -> {
          var postgres = scene.shop().postgres();
          postgres.disk().fill();
          lastSeconds(5);
          postgres.disk().clear();
          postgres.startIfDown();
          return Instant.now();
        });
  }

  private static void dropSlot(PostgresServer postgres, String database) {
    var drop =
        """
        do $$
        declare victim record;
        begin
          select slot_name, active_pid into strict victim
            from pg_replication_slots where database = '%s';
          if victim.active_pid is not null then
            perform pg_terminate_backend(victim.active_pid, 1000);
          end if;
          perform pg_drop_replication_slot(victim.slot_name);
        end $$\
        """
            .formatted(database);
    await("the slot of %s is dropped".formatted(database))
        .atMost(SLOT_PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreException(IllegalStateException.class) // its reader was faster to come back
        .untilAsserted(() -> postgres.execute(drop));
  }

  private static void invalidate(PostgresServer postgres, String database) {
    await("the slot of %s gets lost".formatted(database))
        .atMost(SLOT_PATIENCE)
        .until(
            () -> {
              postgres.execute(BALLAST);
              postgres.execute("checkpoint");
              return isLost(postgres, database);
            });
  }

  private static boolean isLost(PostgresServer postgres, String database) {
    return postgres.holds(
        "select 1 from pg_replication_slots where database = '%s' and wal_status = 'lost'"
            .formatted(database));
  }
}

package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;

import io.jumun.faults.cluster.PostgresServer;
import io.jumun.faults.fault.Fault.Company;
import java.time.Duration;
import java.time.Instant;

/** What happens to PostgreSQL and to the slots in it. */
final class DatabaseFaults {

  private static final int SLOT_PATIENCE_SECONDS = 30;

  /** A service that was killed before may just be starting. */
  private static final int CONNECTED_WITHIN_SECONDS = 60;

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
          var patience = Instant.now().plusSeconds(CONNECTED_WITHIN_SECONDS);
          while (!scene.shop().postgres().terminate("datname = '%s'".formatted(database))) {
            if (Instant.now().isAfter(patience)) {
              throw new IllegalStateException("Nobody was connected to " + database);
            }
            Scene.last(Duration.ofMillis(100));
          }
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

  private static void dropSlot(PostgresServer postgres, String database)
      throws InterruptedException {
    var patience = Instant.now().plusSeconds(SLOT_PATIENCE_SECONDS);
    while (true) {
      try {
        postgres.execute(
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
                .formatted(database));
        return;
      } catch (IllegalStateException e) {
        if (Instant.now().isAfter(patience)) {
          throw e;
        }
        Thread.sleep(20); // its reader was faster to come back
      }
    }
  }

  private static void invalidate(PostgresServer postgres, String database)
      throws InterruptedException {
    var patience = Instant.now().plusSeconds(SLOT_PATIENCE_SECONDS);
    while (!isLost(postgres, database)) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("The slot of %s does not get lost".formatted(database));
      }
      postgres.execute(
          "select pg_logical_emit_message(false, 'ballast', repeat('x', 20 * 1024 * 1024))");
      postgres.execute("checkpoint");
    }
  }

  private static boolean isLost(PostgresServer postgres, String database) {
    return postgres.holds(
        "select 1 from pg_replication_slots where database = '%s' and wal_status = 'lost'"
            .formatted(database));
  }
}

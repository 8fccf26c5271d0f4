package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.last;
import static io.jumun.faults.fault.Scene.lastSeconds;
import static org.awaitility.Awaitility.await;

import io.jumun.faults.cluster.Replica;
import io.jumun.faults.cluster.ServiceGroup;
import io.jumun.faults.fault.Fault.Company;
import io.jumun.local.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Processes that are killed, frozen, doubled. */
final class ProcessFaults {

  /** Longer than a consumer's session and than PostgreSQL waits for a reader of its log. */
  static final int PAST_ALL_SESSIONS_SECONDS = 12;

  static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private static final Duration LEADS_WITHIN = Duration.ofMinutes(1);

  private ProcessFaults() {}

  static Fault kill(String service) {
    return new Fault(
        "kill -9",
        service,
        Company.BUSY,
        scene -> {
          var killed = Instant.now();
          scene.service(service).first().process().kill();
          return killed;
        });
  }

  static Fault killBroker() {
    return new Fault(
        "kill -9",
        "Kafka",
        scene -> {
          var killed = Instant.now();
          scene.shop().kafka().process().kill();
          return killed;
        });
  }

  static Fault brokerAway(int seconds) {
    return new Fault(
        "broker away for %d s".formatted(seconds),
        "",
        scene -> {
          var broker = scene.shop().kafka().process();
          broker.killForNow();
          lastSeconds(seconds);
          broker.start();
          return Instant.now();
        });
  }

  static Fault brokerHangs(int seconds) {
    return new Fault(
        "broker frozen for %d s".formatted(seconds),
        "",
        scene -> {
          var broker = scene.shop().kafka().process();
          broker.freeze();
          lastSeconds(seconds);
          broker.thaw();
          return Instant.now();
        });
  }

  /** The broker gives up, and is started in vain until there is room again. */
  static Fault brokerDiskFull() {
    return new Fault(
        "disk full",
        "Kafka",
        scene -> {
          var disk = scene.shop().kafka().disk();
          disk.fill();
          lastSeconds(5);
          disk.clear();
          return Instant.now();
        });
  }

  static Fault freeze(String service) {
    return new Fault(
        "frozen past all sessions (SIGSTOP)",
        service,
        Company.IDLE,
        scene -> {
          var process = scene.service(service).first().process();
          process.freeze();
          lastSeconds(PAST_ALL_SESSIONS_SECONDS);
          process.thaw();
          return Instant.now();
        });
  }

  /** The other replica takes over; then the first wakes up and does not know. */
  static Fault zombie(String service) {
    return new Fault(
        "zombie: frozen, replaced, thawed",
        service,
        Company.BUSY,
        scene -> {
          var group = scene.service(service);
          var second = group.scaleUp();
          second.awaitReady(READY_WITHIN);
          var zombie = leaderOf(group);
          zombie.process().freeze();
          lastSeconds(PAST_ALL_SESSIONS_SECONDS);
          awaitLeader(group.replicas().stream().filter(each -> !each.equals(zombie)).toList());
          zombie.process().thaw();
          var thawed = Instant.now();
          lastSeconds(2);
          group.scaleDown(second);
          return thawed;
        });
  }

  static Fault leadersKilled() {
    return new Fault(
        "two replicas each, leaders killed",
        "all services",
        scene -> {
          var groups = scene.shop().services();
          groups.forEach(ServiceGroup::scaleUp);
          scene.shop().awaitReady();
          lastSeconds(1);
          var killed = Instant.now();
          for (var group : groups) {
            boolean hasRelay = !group.name().equals(LocalStack.DATAPLATFORM.name());
            group.lose(hasRelay ? leaderOf(group) : group.first());
            last(Duration.ofMillis(300));
          }
          return killed;
        });
  }

  static Fault scale(String service) {
    return new Fault(
        "scaled from 1 to 3 and back under load",
        service,
        Company.BUSY,
        scene -> {
          var group = scene.service(service);
          var more = new ArrayList<Replica>();
          more.add(group.scaleUp());
          more.add(group.scaleUp());
          for (var replica : more) {
            replica.awaitReady(READY_WITHIN);
          }
          lastSeconds(2);
          scene.load().flood(600); // all three have work, and in large batches
          lastSeconds(2);
          more.forEach(group::scaleDown);
          return Instant.now();
        });
  }

  /** Orders are decided on one replica and waited for on the other, and nobody passes it on. */
  static Fault notificationsCut() {
    return new Fault(
        "notifications cut between two replicas",
        "order-service",
        Company.BUSY,
        scene -> {
          var orders = scene.shop().orders();
          var second = orders.scaleUp();
          second.awaitReady(READY_WITHIN);
          boolean cut = false;
          for (int i = 0; i < 12; i++) {
            cut |=
                scene
                    .shop()
                    .postgres()
                    .terminate("application_name like 'order-service-outcomes%'");
            last(Duration.ofMillis(250));
          }
          orders.scaleDown(second);
          if (!cut) {
            throw new IllegalStateException("Nobody listened for notifications");
          }
          return Instant.now();
        });
  }

  private static Replica leaderOf(ServiceGroup group) {
    return awaitLeader(group.replicas());
  }

  private static Replica awaitLeader(List<Replica> replicas) {
    return await("one leads of " + replicas.stream().map(Replica::name).toList())
        .atMost(LEADS_WITHIN)
        .until(() -> replicas.stream().filter(Replica::leads).findFirst(), Optional::isPresent)
        .orElseThrow();
  }
}

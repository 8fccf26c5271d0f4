package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;

import io.jumun.faults.cluster.ServiceGroup;
import io.jumun.faults.fault.Fault.Company;
import io.jumun.faults.proxy.CommitMoment;
import io.jumun.faults.proxy.Direction;
import io.jumun.faults.proxy.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What happens to the links between a service and its database or the broker. */
final class LinkFaults {

  private static final int PARTITION_SECONDS = 6;

  private LinkFaults() {}

  /** The other end of a link. */
  enum Far {
    DATABASE,
    BROKER;

    TcpProxy of(Scene scene, String service) {
      var group = scene.service(service);
      return this == DATABASE ? group.database() : group.broker();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Packets vanish; nobody is told. */
  static Fault partition(String service, Far far, Direction direction) {
    return new Fault(
        "partition from the %s, %s".formatted(far, words(direction)),
        service,
        Company.IDLE,
        scene -> {
          var link = far.of(scene, service);
          link.stall(direction);
          lastSeconds(PARTITION_SECONDS);
          link.heal();
          return Instant.now();
        });
  }

  /** Nobody answers, and everybody is told so at once. */
  static Fault cut(String service, Far far, int seconds) {
    return new Fault(
        "connections to the %s cut for %d s".formatted(far, seconds),
        service,
        Company.IDLE,
        scene -> {
          var link = far.of(scene, service);
          link.cut();
          lastSeconds(seconds);
          link.heal();
          return Instant.now();
        });
  }

  static Fault slowLinks() {
    return new Fault(
        "slow links",
        "all",
        scene -> {
          for (var service : scene.shop().services()) {
            service.database().delay(Duration.ofMillis(5), Duration.ofMillis(20), 1);
            service.broker().delay(Duration.ofMillis(10), Duration.ofMillis(40), 2);
          }
          lastSeconds(6);
          for (var service : scene.shop().services()) {
            service.database().heal();
            service.broker().heal();
          }
          return Instant.now();
        });
  }

  static Fault cutAtCommit(CommitMoment moment) {
    return new Fault(
        switch (moment) {
          case BEFORE_SENT -> "connection cut before COMMIT arrives";
          case AFTER_SENT -> "connection cut after COMMIT took effect";
        },
        "all services, in turn",
        scene -> {
          var hit = new HashSet<String>();
          try {
            int everybody = scene.shop().services().size();
            // Once more for whoever had nothing to commit, as a service that only just starts.
            for (int round = 0; round < 2 || (round < 20 && hit.size() < everybody); round++) {
              hit.addAll(cutEach(scene, moment));
            }
          } finally {
            scene.shop().services().forEach(service -> service.database().heal());
          }
          requireAll(scene, hit);
          return Instant.now();
        });
  }

  /** The services of which a connection was cut. */
  private static List<String> cutEach(Scene scene, CommitMoment moment)
      throws InterruptedException {
    var cuts = new HashMap<String, CompletableFuture<Void>>();
    for (var service : scene.shop().services()) {
      cuts.put(service.name(), service.database().cutAtCommit(moment, scene.random().nextInt(8)));
    }
    lastSeconds(3);
    return cuts.entrySet().stream()
        .filter(cut -> cut.getValue().isDone() && !cut.getValue().isCompletedExceptionally())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void requireAll(Scene scene, Set<String> hit) {
    var spared =
        scene.shop().services().stream()
            .map(ServiceGroup::name)
            .filter(name -> !hit.contains(name))
            .toList();
    if (!spared.isEmpty()) {
      throw new IllegalStateException("No COMMIT was cut of " + spared);
    }
  }

  /** What a service has decided reaches the others after the order's deadline. */
  static Fault late(String service) {
    return new Fault(
        "events held back past the deadline",
        service,
        Company.IDLE,
        scene -> {
          var link = scene.service(service).broker();
          link.stall(Direction.TO_SERVER);
          lastSeconds(7);
          link.heal();
          return Instant.now();
        });
  }

  private static String words(Direction direction) {
    return switch (direction) {
      case TO_SERVER -> "one way there";
      case TO_CLIENT -> "one way back";
      case BOTH -> "both ways";
    };
  }
}

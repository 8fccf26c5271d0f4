package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;

import io.jumun.faults.fault.Fault.Company;
import io.jumun.faults.load.Pulse.Beat;
import io.jumun.faults.load.Pulse.Feeling;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Clients, deadlines and clocks. */
final class ClientFaults {

  private static final int RECENT = 200;

  private ClientFaults() {}

  static Fault retryStorm(int clientsPerKey) {
    return new Fault(
        "retry storm, %d clients per key".formatted(clientsPerKey),
        "",
        scene -> {
          scene.load().clientsPerKey(clientsPerKey);
          lastSeconds(5);
          scene.load().clientsPerKey(1);
          return Instant.now();
        });
  }

  /** A replica that gives every order about as long as orders take. */
  static Fault tightDeadline() {
    return new Fault(
        "deadline near the median latency",
        "order-service",
        Company.BUSY,
        scene -> {
          var orders = scene.shop().orders();
          var usual = orders.first();
          var hasty =
              orders.scaleUp(Map.of("jumun.order.deadline", median(scene).toMillis() + "ms"));
          hasty.awaitReady(ProcessFaults.READY_WITHIN);
          lastSeconds(5);
          orders.scaleDown(hasty);
          if (!orders.first().equals(usual)) {
            throw new IllegalStateException("The wrong replica went");
          }
          return Instant.now();
        });
  }

  /** Set right while the broker is away past all sessions: what was noted lies in the future. */
  static Fault clockFast(String service, Duration by) {
    return new Fault(
        "clock fast by %d min".formatted(by.toMinutes()),
        service,
        Company.IDLE,
        scene -> {
          var broker = scene.service(service).broker();
          runClock(scene, service, by);
          broker.cut();
          lastSeconds(ProcessFaults.PAST_ALL_SESSIONS_SECONDS);
          broker.heal();
          return Instant.now();
        });
  }

  static Fault clockSlow(String service, Duration by) {
    return new Fault(
        "clock slow by %d min".formatted(by.toMinutes()),
        service,
        Company.IDLE,
        scene -> {
          runClock(scene, service, by.negated());
          return Instant.now();
        });
  }

  private static void runClock(Scene scene, String service, Duration ahead)
      throws InterruptedException {
    var process = scene.service(service).first().process();
    try {
      process.command("clock " + ahead.toMillis());
      lastSeconds(5);
    } finally {
      process.command("clock 0");
    }
  }

  /** Of late; what was long ago had another machine. */
  private static Duration median(Scene scene) {
    var paid =
        scene.load().pulse().beats().stream()
            .filter(beat -> beat.feeling() == Feeling.PAID)
            .map(Beat::latency)
            .toList();
    var latencies = paid.stream().skip(Math.max(0, paid.size() - RECENT)).sorted().toList();
    return latencies.isEmpty() ? Duration.ofMillis(30) : latencies.get(latencies.size() / 2);
  }
}

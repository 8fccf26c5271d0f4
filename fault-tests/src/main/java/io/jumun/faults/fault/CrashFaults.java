package io.jumun.faults.fault;

import io.jumun.faults.inside.Crash;
import io.jumun.faults.inside.CrashPoint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes that die at an instant chosen with care. */
final class CrashFaults {

  private static final int REACHED_WITHIN_SECONDS = 20;

  private CrashFaults() {}

  static Fault at(CrashPoint point, String service) {
    return new Fault("crash " + point.id(), service, scene -> crash(point, service, scene));
  }

  /** Two crashes at once, where they are in different services. */
  static List<Fault> inPairs(List<Fault> crashes) {
    var left = new ArrayDeque<>(crashes);
    var pairs = new ArrayList<Fault>();
    while (!left.isEmpty()) {
      var one = left.pop();
      var other = left.stream().filter(next -> !next.where().equals(one.where())).findFirst();
      other.ifPresent(left::remove);
      pairs.add(other.map(two -> both(one, two)).orElse(one));
    }
    return pairs;
  }

  private static Fault both(Fault one, Fault two) {
    return new Fault(
        one.kind() + ", " + two.kind(),
        one.where() + ", " + two.where(),
        scene -> {
          try (var second = Executors.newVirtualThreadPerTaskExecutor()) {
            var there = second.submit(() -> two.course().run(scene));
            var here = one.course().run(scene);
            return Stream.of(here, there.get()).max(Comparator.naturalOrder()).orElseThrow();
          }
        });
  }

  private static Instant crash(CrashPoint point, String service, Scene scene)
      throws InterruptedException {
    var process = scene.service(service).first().process();
    var died = process.crash(point.id(), scene.random().nextInt(8));
    try {
      int exit = died.get(REACHED_WITHIN_SECONDS, TimeUnit.SECONDS);
      if (exit != Crash.EXIT_CODE) {
        throw new IllegalStateException("%s ended with %d".formatted(process.name(), exit));
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException("%s was not reached".formatted(point.id()), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return Instant.now();
  }
}

package io.jumun.faults.fault;

import io.jumun.faults.fault.Fault.Company;
import io.jumun.faults.inside.Crash;
import io.jumun.faults.inside.CrashPoint;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that die at an instant chosen with care. */
final class CrashFaults {

  /** Others may be down meanwhile. */
  private static final int REACHED_WITHIN_SECONDS = 60;

  private CrashFaults() {}

  static Fault at(CrashPoint point, String service) {
    return new Fault(
        "crash " + point.id(), service, Company.BUSY, scene -> crash(point, service, scene));
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

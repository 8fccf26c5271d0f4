package io.jumun.benchmarks;

import io.jumun.benchmarks.measure.CpuTimes;
import io.jumun.benchmarks.measure.ProcStat;
import io.jumun.benchmarks.system.SystemUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CPU time of everything on the machine, from one moment to another. */
final class Meter {

  static final String LOAD_GENERATOR = "load generator";

  private final SystemUnderTest system;
  private final List<SystemUnderTest> others;
  private volatile Reading start;

  Meter(SystemUnderTest system, List<SystemUnderTest> others) {
    this.system = system;
    this.others = others.stream().filter(other -> other != system).toList();
    this.start = read();
  }

  void start() {
    start = read();
  }

  /** When it was started, by the machine's clock. */
  Instant startedAt() {
    return start.at;
  }

  Spent stop() {
    var end = read();
    double millis = (end.nanos - start.nanos) / 1e6;
    var own = end.system.since(start.system);
    long self = end.self - start.self;
    long other = end.others - start.others;
    long foreign = Math.max(0, end.machine - start.machine - own.total() - self - other);
    return new Spent(own, self, millis / 1e3, 100 * other / millis, 100 * foreign / millis);
  }

  private Reading read() {
    if (!ProcStat.isAvailable()) {
      return new Reading(Instant.now(), System.nanoTime(), new CpuTimes(Map.of()), 0, 0, 0);
    }
    return new Reading(
        Instant.now(),
        System.nanoTime(),
        system.cpu(),
        others.stream().mapToLong(other -> other.cpu().total()).sum(),
        ProcStat.cpuMillis(ProcessHandle.current().pid()).orElse(0),
        ProcStat.machineMillis().orElse(0));
  }

  private record Reading(
      Instant at, long nanos, CpuTimes system, long others, long self, long machine) {}

  /**
   * @param self milliseconds of this program, which makes the load
   * @param otherPercent of a core that the other systems took
   * @param foreignPercent of a core that anything else took
   */
  record Spent(
      CpuTimes system, long self, double seconds, double otherPercent, double foreignPercent) {

    /** Milliseconds per answer by component; empty where nothing can be measured. */
    Map<String, Double> per(long answers) {
      if (!ProcStat.isAvailable() || answers == 0) {
        return Map.of();
      }
      var each = new TreeMap<String, Double>();
      system.millis().forEach((name, millis) -> each.put(name, (double) millis / answers));
      each.put(LOAD_GENERATOR, (double) self / answers);
      return each;
    }

    /** Percent of a core by component. */
    Map<String, Double> percent() {
      var each = new TreeMap<String, Double>();
      system.millis().forEach((name, millis) -> each.put(name, millis / seconds / 10));
      return each;
    }
  }
}

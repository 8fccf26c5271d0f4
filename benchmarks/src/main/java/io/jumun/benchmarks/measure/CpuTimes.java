package io.jumun.benchmarks.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time by component, in milliseconds.
 *
 * @param millis empty where it cannot be measured
 */
public record CpuTimes(Map<String, Long> millis) {

  public static CpuTimes none() {
    return new CpuTimes(Map.of());
  }

  public CpuTimes since(CpuTimes earlier) {
    var spent = new TreeMap<String, Long>();
    // A process that has ended in between counts for whoever waited for it.
    millis.forEach(
        (name, time) ->
            spent.put(name, Math.max(0, time - earlier.millis().getOrDefault(name, 0L))));
    return new CpuTimes(spent);
  }

  public CpuTimes plus(CpuTimes other) {
    var sum = new TreeMap<>(millis);
    other.millis().forEach((name, time) -> sum.merge(name, time, Long::sum));
    return new CpuTimes(sum);
  }

  public long total() {
    return millis.values().stream().mapToLong(Long::longValue).sum();
  }
}

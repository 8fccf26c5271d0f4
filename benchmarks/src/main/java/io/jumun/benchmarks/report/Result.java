package io.jumun.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * One measurement, as it was. Numbers that a scenario does not have are 0.
 *
 * @param scenario what it is part of
 * @param round from 1
 * @param clients of closed load
 * @param rate of open load, per second
 * @param seconds how long answers counted
 * @param answers right ones in that time
 * @param perSecond the same per second
 * @param wrong answers, also before and after that time
 * @param samples some of the wrong answers
 * @param disagreements of the books afterwards
 * @param millis latency by percentile; from the intended start where the load is open
 * @param cpuMillis CPU time per answer by component, with what was left to do after the answers
 * @param quietAfter seconds from the last answer until nothing was under way
 * @param otherPercent what the systems beside it took of one core
 * @param foreignPercent what programs that are not part of this took of one core
 * @param figures of this scenario only
 */
public record Result(
    String scenario,
    int round,
    String system,
    String workload,
    int clients,
    double rate,
    double seconds,
    long answers,
    double perSecond,
    long wrong,
    List<String> samples,
    List<String> disagreements,
    Map<String, Double> millis,
    Map<String, Double> cpuMillis,
    double quietAfter,
    double otherPercent,
    double foreignPercent,
    Map<String, Double> figures) {

  /** Whether every answer was right and the books agree: nothing else counts. */
  public boolean isSound() {
    return wrong == 0 && disagreements.isEmpty();
  }

  /** What went wrong before anything was measured, if anything did. */
  public static Result ofWarmUp(
      String system, int clients, long wrong, List<String> samples, List<String> disagreements) {
    return new Result(
        "warm-up",
        0,
        system,
        "",
        clients,
        0,
        0,
        0,
        0,
        wrong,
        samples,
        disagreements,
        Map.of(),
        Map.of(),
        0,
        0,
        0,
        Map.of());
  }

  /** For figures that are no answers'. */
  public static Result ofFigures(
      String scenario,
      int round,
      String system,
      double seconds,
      double otherPercent,
      double foreignPercent,
      Map<String, Double> figures) {
    return new Result(
        scenario,
        round,
        system,
        "",
        0,
        0,
        seconds,
        0,
        0,
        0,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        0,
        otherPercent,
        foreignPercent,
        figures);
  }
}

package io.jumun.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** One figure of one system over several rounds. */
public final class Figures {

  private final Map<Integer, Double> byRound = new TreeMap<>();

  private Figures() {}

  /** Of a round that was measured twice, the later measurement. */
  public static Figures of(List<Result> results, ToDoubleFunction<Result> figure) {
    var figures = new Figures();
    results.forEach(result -> figures.byRound.put(result.round(), figure.applyAsDouble(result)));
    return figures;
  }

  public OptionalDouble median() {
    return median(List.copyOf(byRound.values()));
  }

  public OptionalDouble min() {
    return byRound.values().stream().mapToDouble(Double::doubleValue).min();
  }

  public OptionalDouble max() {
    return byRound.values().stream().mapToDouble(Double::doubleValue).max();
  }

  /**
   * The median of the ratios of the rounds that both have: a machine that drifts from round to
   * round does not drift within one.
   */
  public OptionalDouble medianRatioTo(Figures other) {
    var ratios = new ArrayList<Double>();
    byRound.forEach(
        (round, value) -> {
          var divisor = other.byRound.get(round);
          if (divisor != null && divisor != 0) {
            ratios.add(value / divisor);
          }
        });
    return median(ratios);
  }

  private static OptionalDouble median(List<Double> values) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
  }
}

package io.jumun.simulation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How often what happened. */
public final class Facts {

  private final Map<Fact, Long> counts = new EnumMap<>(Fact.class);
  private long schedules;

  public void count(Fact fact) {
    counts.merge(fact, 1L, Long::sum);
  }

  public long of(Fact fact) {
    return counts.getOrDefault(fact, 0L);
  }

  void scheduleRan() {
    schedules++;
  }

  long schedules() {
    return schedules;
  }

  /** Both together, in this. */
  Facts plus(Facts other) {
    other.counts.forEach((fact, count) -> counts.merge(fact, count, Long::sum));
    schedules += other.schedules;
    return this;
  }

  @Override
  public String toString() {
    var text = new StringBuilder("%,d schedules%n".formatted(schedules));
    for (boolean injected : new boolean[] {true, false}) {
      text.append(injected ? "injected:%n".formatted() : "happened:%n".formatted());
      for (var fact : Fact.values()) {
        if (fact.isInjected() == injected) {
          var name = fact.name().toLowerCase(Locale.ROOT).replace('_', ' ');
          text.append("  %-28s %,15d%n".formatted(name, of(fact)));
        }
      }
    }
    return text.toString();
  }
}

package io.jumun.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one rule finds: how many, and the first few. */
final class Findings {

  private static final int SHOWN = 5;

  private final List<String> first = new ArrayList<>();
  private int count;

  @SuppressWarnings("AnnotateFormatMethod") // would need a dependency for the annotation
  void add(String format, @Nullable Object... values) {
    if (count++ < SHOWN) {
      first.add(format.formatted(values));
    }
  }

  Optional<Violation> of(String rule) {
    return switch (count) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Violation(rule, first.getFirst()));
      default -> {
        var more = count > SHOWN ? "; …" : "";
        yield Optional.of(new Violation(rule, count + ": " + String.join("; ", first) + more));
      }
    };
  }
}

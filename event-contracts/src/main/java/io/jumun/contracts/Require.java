package io.jumun.contracts;

import java.util.List;

/** What every event guarantees of its fields; a record that breaks it is never built. */
final class Require {

  private Require() {}

  static long id(long id, String name) {
    return atLeast(1, id, name);
  }

  static long amount(long amount, String name) {
    return atLeast(0, amount, name);
  }

  static long quantity(long quantity) {
    return atLeast(1, quantity, "quantity");
  }

  static <T> List<T> lines(List<T> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("lines must not be empty");
    }
    return List.copyOf(lines);
  }

  static long atLeast(long minimum, long value, String name) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(name, minimum, value));
    }
    return value;
  }
}

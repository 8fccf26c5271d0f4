package io.jumun.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line, for those who want to read it. */
final class Trace {

  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  void add(Supplier<String> line) {
    if (wanted) {
      lines.add(line.get());
    }
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines);
  }
}

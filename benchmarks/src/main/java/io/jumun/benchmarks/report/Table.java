package io.jumun.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A table in Markdown. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> head) {
    rows.add(head);
    rows.add(Collections.nCopies(head.size(), "---"));
  }

  void row(List<String> cells) {
    rows.add(cells);
  }

  String text() {
    var text = new StringBuilder();
    rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.append('\n').toString();
  }

  static String whole(OptionalDouble value) {
    return number("%,.0f", value);
  }

  static String fraction(OptionalDouble value) {
    return number("%.2f", value);
  }

  private static String number(String format, OptionalDouble value) {
    return value.isEmpty() ? "–" : String.format(Locale.ROOT, format, value.getAsDouble());
  }
}

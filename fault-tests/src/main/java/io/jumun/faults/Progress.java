package io.jumun.faults;

import io.jumun.faults.report.Strike;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Tells whoever waits what is going on, a line each. */
final class Progress {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void tell(String what) {
    out.printf("%s %s%n", TIME.format(LocalTime.now(ZoneOffset.UTC)), what);
    out.flush();
  }

  void tell(Strike strike) {
    var recovery = strike.recovery();
    tell(
        "%3d  %-60s %s%s"
            .formatted(
                strike.number(),
                strike.name(),
                recovery == null
                    ? "NOT RECOVERED"
                    : "recovered after %.1f s".formatted(recovery.toMillis() / 1000.0),
                strike.problem() == null ? "" : "  NOT STAGED: " + strike.problem()));
  }
}

package io.jumun.faults;

import java.util.Map;

/** Runs the fault suite from the command line; ends with 1 when the books do not agree. */
public final class FaultRunApplication {

  private FaultRunApplication() {}

  public static void main(String[] arguments) throws Exception {
    FaultRunOptions options;
    try {
      options = FaultRunOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    var report = new FaultRun(options, new Progress(System.out)).run(Map.of());
    report.writeTo(options.directory());
    System.out.println(report.text());
    System.out.println("Report, timeline and logs: " + options.directory());
    System.exit(report.violations().isEmpty() ? 0 : 1);
  }
}

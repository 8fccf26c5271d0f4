package io.jumun.faults.inside;

import java.util.ArrayList;
import java.util.List;

/**
 * All services in one JVM, one after another, so that what it has loaded then is what each of them
 * loads at its start. For a parent process, as {@link ServiceMain}; it says {@code ##started} when
 * the last is there.
 */
public final class TrainingMain {

  private TrainingMain() {}

  /**
   * @param arguments of each service its name and then its settings, which begin with two dashes
   */
  public static void main(String... arguments) {
    try {
      new Orders().followParent(System.in);
      var service = new ArrayList<String>();
      for (var argument : arguments) {
        if (!argument.startsWith("--")) {
          start(service);
          service.clear();
        }
        service.add(argument);
      }
      start(service);
      Say.line("started");
    } catch (RuntimeException | LinkageError e) {
      Say.line("error did not start: " + e);
      System.exit(1);
    }
  }

  private static void start(List<String> service) {
    if (!service.isEmpty()) {
      var _ = ServiceMain.start(service.toArray(String[]::new));
    }
  }
}

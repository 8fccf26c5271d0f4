package io.jumun.faults;

import io.jumun.books.Violation;
import io.jumun.faults.planted.PlantedBug;
import io.jumun.faults.planted.PlantedBugs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the shop with one bug at a time, under the faults that should reveal it, and tells whether
 * the checker has seen it. Arguments are names of bugs; none means all. Ends with 1 when a bug was
 * not caught.
 */
public final class PlantedBugApplication {

  private PlantedBugApplication() {}

  private record Verdict(PlantedBug bug, List<String> rules) {

    boolean caught() {
      return rules.stream().anyMatch(bug.rules()::contains);
    }

    String row() {
      return "| %s | %s | %s | %s |"
          .formatted(
              bug.name(),
              String.join("; ", bug.faults()),
              String.join("; ", rules),
              caught() ? "yes" : "**no**");
    }
  }

  public static void main(String[] arguments) throws Exception {
    var bugs = PlantedBugs.here();
    var chosen =
        arguments.length == 0 ? bugs.all() : Stream.of(arguments).map(bugs::named).toList();
    var verdicts = new ArrayList<Verdict>();
    for (var bug : chosen) {
      verdicts.add(run(bugs, bug));
    }
    System.out.println("| planted bug | revealed by | rules that did not hold | caught |");
    System.out.println("|---|---|---|---|");
    verdicts.forEach(verdict -> System.out.println(verdict.row()));
    System.exit(verdicts.stream().allMatch(Verdict::caught) ? 0 : 1);
  }

  private static Verdict run(PlantedBugs bugs, PlantedBug bug) throws Exception {
    System.out.printf("== %s: %s%n", bug.name(), bug.wrong());
    var directory = Path.of("target", "planted-bugs", bug.name()).toAbsolutePath();
    var options =
        FaultRunOptions.parse(
            "--directory=" + directory,
            "--only=" + only(bug),
            "--times=" + bug.times(),
            "--quiet-seconds=45");
    var report =
        new FaultRun(options, new Progress(System.out)).run(overlays(bugs, bug, directory));
    report.writeTo(directory);
    report.violations().forEach(violation -> System.out.println("   " + violation));
    return new Verdict(bug, report.violations().stream().map(Violation::rule).distinct().toList());
  }

  private static String only(PlantedBug bug) {
    return bug.faults().stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }

  private static Map<String, Path> overlays(PlantedBugs bugs, PlantedBug bug, Path directory)
      throws IOException {
    var classes = Files.createDirectories(directory).resolve("classes");
    FileSystemUtils.deleteRecursively(classes);
    bugs.compiler().compile(bug, Files.createDirectories(classes));
    return bug.services().stream()
        .collect(Collectors.toMap(service -> service, _ -> classes, (a, _) -> a, HashMap::new));
  }
}

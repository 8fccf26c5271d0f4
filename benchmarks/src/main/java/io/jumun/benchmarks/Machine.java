package io.jumun.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What figures depend on, kept beside them. */
final class Machine {

  private final Path file;

  Machine(Path file) {
    this.file = file;
  }

  void write(Options options, Map<String, String> postgres) throws IOException {
    var facts = new LinkedHashMap<String, String>();
    facts.put("measured until", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("options", options.text());
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("processor", fromProc("/proc/cpuinfo", "model name"));
    facts.put("memory", fromProc("/proc/meminfo", "MemTotal"));
    facts.put(
        "operating system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put("Java", System.getProperty("java.vm.version"));
    facts.put("PostgreSQL, every server", postgres.toString());
    var text = new StringBuilder();
    facts.forEach((name, value) -> text.append(name).append('\t').append(value).append('\n'));
    Files.writeString(file, text);
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Empty when nothing was measured yet. */
  Map<String, String> read() throws IOException {
    var facts = new LinkedHashMap<String, String>();
    if (Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        var fact = line.split("\t", 2);
        facts.put(fact[0], fact[1]);
      }
    }
    return facts;
  }

  private static String fromProc(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown"; // not Linux
    }
  }
}

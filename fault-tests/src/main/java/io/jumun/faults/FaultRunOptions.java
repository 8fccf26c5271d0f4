package io.jumun.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be set on the command line, each as {@code --name=value}.
 *
 * @param minutes 0 for one round: each kind of fault once
 * @param seed decides which fault strikes when and where, and what customers want
 * @param rate orders per second
 * @param only a regular expression: the faults, at all places, in whose name it is found
 * @param times how often those strike, one after another
 * @param quietWithin how long it may take after the last order until nothing is under way
 * @param directory for data, logs and the report
 */
record FaultRunOptions(
    int minutes,
    long seed,
    double rate,
    String only,
    int times,
    Duration quietWithin,
    Path directory) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "minutes", "0",
          "seed", "1",
          "rate", "15",
          "only", "",
          "times", "1",
          "quiet-seconds", "240",
          "directory", "target/faults");

  static FaultRunOptions parse(String... arguments) {
    var given = new TreeMap<>(DEFAULTS);
    for (var argument : arguments) {
      var option = argument.startsWith("--") ? argument.substring(2).split("=", 2) : new String[0];
      if (option.length != 2 || !DEFAULTS.containsKey(option[0])) {
        throw new IllegalArgumentException(
            "Not an option: %s. Options, with their defaults: %s"
                .formatted(argument, new TreeMap<>(DEFAULTS)));
      }
      given.put(option[0], option[1]);
    }
    return new FaultRunOptions(
        Integer.parseInt(given.getOrDefault("minutes", "")),
        Long.parseLong(given.getOrDefault("seed", "")),
        Double.parseDouble(given.getOrDefault("rate", "")),
        given.getOrDefault("only", ""),
        Integer.parseInt(given.getOrDefault("times", "")),
        Duration.ofSeconds(Long.parseLong(given.getOrDefault("quiet-seconds", ""))),
        Path.of(given.getOrDefault("directory", "")).toAbsolutePath());
  }
}

package io.jumun.benchmarks;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.system.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be set on the command line, each as {@code --name=value}; lists with commas. */
final class Options {

  private static final Map<String, String[]> ALL = new LinkedHashMap<>();

  static {
    option("scenario", "capacity", "what to find out, see below");
    option("systems", "", "which to measure; by default those that the scenario is about");
    option(
        "workloads", "uniform,hot,rejections,coupons", "of closed load; other scenarios: uniform");
    option(
        "clients",
        "1,16,64,256",
        "of closed load; other scenarios than capacity, goals and steps use the last one");
    option("rounds", "5", "each measures every system once, one after another");
    option("seconds", "20", "that count, of each measurement");
    option("settle", "5", "seconds of load before those that count");
    option("warmup", "180", "seconds of load on every system before the first round");
    option("rates", "", "of open load, requests a second");
    option("stock", "conditional-updates", "of the baselines: conditional-updates or row-locks");
    option("pool", "16", "connections of a baseline's application");
    option("committers", "2", "threads of the micro-batched baseline that commit");
    option("postgres", "each", "each database of a system has a server, or they share: one");
    option("stocks", "conditional-updates,row-locks", "of scenario tuning");
    option("pools", "8,16,32,64", "of scenario tuning");
    option("committer-counts", "1,2,3", "of scenario tuning");
    option("stored", "10000,1000000", "orders, of scenario growth");
    option("replicas", "1,2", "of scenario replicas");
    option("backlog", "200000", "rows, of scenario backlog");
    option("max-rate", "15000", "most requests a second to prepare data for");
    option("seed", "1", "of everything that is drawn");
    option(
        "shop", "", "settings of the shop's services beyond what it ships: name=value;name=value");
    option("jvm", "", "options of every JVM, with semicolons; {name} is a path of its own");
    option(
        "twin-shop",
        "",
        "beside each system of the shop, a twin with these settings besides; without this and"
            + " the other twin options there is none");
    option("twin-jvm", "", "and with these options of its JVMs besides");
    option(
        "twin-postgres",
        "",
        "and with a PostgreSQL server for each of its databases, or for all: each, one");
    option("append", "false", "true to keep the results that are there");
    option("directory", "target/benchmarks", "for data, logs, results and the report");
  }

  private final Map<String, String> given;

  private Options(Map<String, String> given) {
    this.given = given;
  }

  /**
   * @throws IllegalArgumentException for what is not an option or not a value, with all there are
   */
  static Options parse(String... arguments) {
    var given = new LinkedHashMap<String, String>();
    ALL.forEach((name, option) -> given.put(name, option[0]));
    for (var argument : arguments) {
      var option = argument.startsWith("--") ? argument.substring(2).split("=", 2) : new String[0];
      if (option.length != 2 || !ALL.containsKey(option[0])) {
        throw new IllegalArgumentException("Not an option: %s%n%s".formatted(argument, usage()));
      }
      given.put(option[0], option[1]);
    }
    var options = new Options(given);
    try {
      options.readAll();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s%n%s".formatted(e.getMessage(), usage()), e);
    }
    return options;
  }

  Scenario scenario() {
    return Scenario.of(value("scenario"));
  }

  /** Those that were asked for, or else the given ones. */
  List<Kind> systems(Kind... otherwise) {
    var asked = list("systems", Kind::of);
    return asked.isEmpty() ? List.of(otherwise) : asked;
  }

  List<Workload> workloads() {
    return list("workloads", name -> Workload.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  List<Integer> clients() {
    return list("clients", Options::positive);
  }

  int rounds() {
    return positive(value("rounds"));
  }

  Duration seconds() {
    return Duration.ofSeconds(positive(value("seconds")));
  }

  Duration settle() {
    return Duration.ofSeconds(Long.parseLong(value("settle")));
  }

  Duration warmUp() {
    return Duration.ofSeconds(positive(value("warmup")));
  }

  List<Double> rates() {
    return list("rates", Double::valueOf);
  }

  String stock() {
    return stock(value("stock"));
  }

  int pool() {
    return positive(value("pool"));
  }

  int committers() {
    return positive(value("committers"));
  }

  List<String> stocks() {
    return list("stocks", Options::stock);
  }

  List<Integer> pools() {
    return list("pools", Options::positive);
  }

  List<Integer> committerCounts() {
    return list("committer-counts", Options::positive);
  }

  List<Integer> stored() {
    return list("stored", Options::positive);
  }

  List<Integer> replicas() {
    return list("replicas", Options::positive);
  }

  int backlog() {
    return positive(value("backlog"));
  }

  int maxRate() {
    return positive(value("max-rate"));
  }

  long seed() {
    return Long.parseLong(value("seed"));
  }

  Map<String, String> shop() {
    return settings("shop");
  }

  Map<String, String> twinShop() {
    return settings("twin-shop");
  }

  private Map<String, String> settings(String name) {
    return Arrays.stream(value(name).split(";"))
        .filter(setting -> setting.contains("="))
        .map(setting -> setting.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  boolean oneServer() {
    return isOneServer(value("postgres"));
  }

  /** Empty where a twin has as many as its model. */
  Optional<Boolean> twinOneServer() {
    return Optional.of(value("twin-postgres"))
        .filter(text -> !text.isBlank())
        .map(Options::isOneServer);
  }

  private static boolean isOneServer(String text) {
    return switch (text) {
      case "one" -> true;
      case "each" -> false;
      default -> throw new IllegalArgumentException("each or one: " + text);
    };
  }

  List<String> jvm() {
    return jvm("jvm");
  }

  List<String> twinJvm() {
    return jvm("twin-jvm");
  }

  private List<String> jvm(String name) {
    return Arrays.stream(value(name).split(";")).filter(option -> !option.isBlank()).toList();
  }

  boolean append() {
    return Boolean.parseBoolean(value("append"));
  }

  Path directory() {
    return Path.of(value("directory")).toAbsolutePath();
  }

  /** As they were given, or not. */
  String text() {
    return given.entrySet().stream()
        .filter(option -> !option.getValue().isEmpty())
        .map(option -> "--" + option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" "));
  }

  static String usage() {
    var options =
        ALL.entrySet().stream()
            .map(
                option ->
                    "  --%s=%s%n      %s"
                        .formatted(option.getKey(), option.getValue()[0], option.getValue()[1]))
            .collect(Collectors.joining("\n"));
    var systems = Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", "));
    return "Options, with their defaults:%n%s%nSystems: %s%nScenarios:%n%s"
        .formatted(options, systems, Scenario.explanations());
  }

  /** So that a mistake is told at the start. */
  private void readAll() {
    var _ = scenario();
    var _ = systems();
    var _ = workloads();
    var _ = clients();
    var _ = rounds() + pool() + committers() + backlog() + maxRate() + seed();
    var _ = List.of(seconds(), settle(), warmUp());
    var _ = List.of(rates(), stocks(), pools(), committerCounts(), stored(), replicas());
    var _ = stock();
    var _ = List.of(oneServer(), twinOneServer());
  }

  private String value(String name) {
    return given.getOrDefault(name, "");
  }

  private <T> List<T> list(String name, Function<String, T> parser) {
    return Arrays.stream(value(name).split(","))
        .filter(part -> !part.isBlank())
        .map(String::strip)
        .map(parser)
        .toList();
  }

  private static int positive(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("Not positive: " + text);
    }
    return number;
  }

  private static String stock(String text) {
    if (!text.equals("conditional-updates") && !text.equals("row-locks")) {
      throw new IllegalArgumentException("Not a way to take stock: " + text);
    }
    return text;
  }

  private static void option(String name, String value, String explanation) {
    ALL.put(name, new String[] {value, explanation});
  }
}

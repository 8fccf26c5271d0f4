package io.jumun.benchmarks.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A system as it is to be measured.
 *
 * @param label what results are told under
 * @param settings of its applications, beyond their defaults
 * @param jvm options of its JVMs, beyond those that all have
 * @param storedOrders that are there before the first request
 * @param replicas of every service
 */
public record Variant(
    Kind kind,
    String label,
    Map<String, String> settings,
    List<String> jvm,
    long storedOrders,
    int replicas) {

  public static Variant of(Kind kind, Map<String, String> settings, List<String> jvm) {
    return new Variant(kind, kind.label(), settings, jvm, 0, 1);
  }

  public Variant withStoredOrders(long orders) {
    return new Variant(
        kind, "%s with %d stored orders".formatted(label, orders), settings, jvm, orders, replicas);
  }

  public Variant withReplicas(int count) {
    return new Variant(
        kind, "%s with %d replicas".formatted(label, count), settings, jvm, storedOrders, count);
  }

  /** The same with more settings and options, to see what those do. */
  public Variant twin(Map<String, String> moreSettings, List<String> moreJvm) {
    var allSettings = new HashMap<>(settings);
    allSettings.putAll(moreSettings);
    var allJvm = Stream.concat(jvm.stream(), moreJvm.stream()).toList();
    return new Variant(kind, label + " twin", allSettings, allJvm, storedOrders, replicas);
  }

  /** Its name in file names. */
  String directory() {
    return label.replaceAll("[^a-z0-9]+", "-");
  }
}

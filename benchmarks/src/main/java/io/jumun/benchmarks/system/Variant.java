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
 * @param oneServer for all of its databases, instead of a PostgreSQL server for each
 */
public record Variant(
    Kind kind,
    String label,
    Map<String, String> settings,
    List<String> jvm,
    long storedOrders,
    int replicas,
    boolean oneServer) {

  public static Variant of(Kind kind, Map<String, String> settings, List<String> jvm) {
    return new Variant(kind, kind.label(), settings, jvm, 0, 1, false);
  }

  public Variant withStoredOrders(long orders) {
    var name = "%s with %d stored orders".formatted(label, orders);
    return new Variant(kind, name, settings, jvm, orders, replicas, oneServer);
  }

  public Variant withReplicas(int count) {
    var name = "%s with %d replicas".formatted(label, count);
    return new Variant(kind, name, settings, jvm, storedOrders, count, oneServer);
  }

  public Variant withOneServer(boolean one) {
    return new Variant(kind, label, settings, jvm, storedOrders, replicas, one);
  }

  /**
   * @param name what is different about it
   * @param all of its settings
   */
  public Variant tuned(String name, Map<String, String> all) {
    return new Variant(kind, label + " " + name, all, jvm, storedOrders, replicas, oneServer);
  }

  /** The same with more settings and options, to see what those do. */
  public Variant twin(Map<String, String> moreSettings, List<String> moreJvm) {
    var allSettings = new HashMap<>(settings);
    allSettings.putAll(moreSettings);
    var allJvm = Stream.concat(jvm.stream(), moreJvm.stream()).toList();
    var name = label + " twin";
    return new Variant(kind, name, allSettings, allJvm, storedOrders, replicas, oneServer);
  }

  /** Its name in file names. */
  String directory() {
    return label.replaceAll("[^a-z0-9]+", "-");
  }
}

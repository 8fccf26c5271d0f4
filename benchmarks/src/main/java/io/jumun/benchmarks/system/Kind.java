package io.jumun.benchmarks.system;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be measured. */
public enum Kind {
  /** The shop, all in one JVM, as {@code mvn -Prun} starts it. */
  SAGA_STACK("saga-stack"),
  /** The shop, every service and the broker a process of its own. */
  SAGA_PROCESSES("saga-processes"),
  /** One JPA transaction per order, one database. */
  SINGLE_TRANSACTION("single-transaction"),
  /** The same transaction for all orders that arrive together. */
  MICRO_BATCHED("micro-batched"),
  /** Four services that call each other, a database and a process each. */
  SYNCHRONOUS_CALLS("synchronous-calls");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public boolean isSaga() {
    return this == SAGA_STACK || this == SAGA_PROCESSES;
  }

  public static Kind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Not a system: %s. Systems: %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Kind::label)
                                .collect(Collectors.joining(", ")))));
  }

  Databases createDatabases(Postgres server) {
    return switch (this) {
      case SAGA_STACK, SAGA_PROCESSES -> Databases.ofServices(server);
      case SINGLE_TRANSACTION, MICRO_BATCHED -> Databases.single(server);
      case SYNCHRONOUS_CALLS -> Databases.ofCallers(server);
    };
  }
}

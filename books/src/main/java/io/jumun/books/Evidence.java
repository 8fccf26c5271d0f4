package io.jumun.books;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Where the books are read: all of it from outside.
 *
 * @param databases by name: {@code orders, products, coupons, balances, dataplatform}; reading is
 *     enough
 * @param platformReceived JSON bodies the data platform took, after its own dropping of duplicates
 *     by {@code Idempotency-Key}
 */
public record Evidence(
    Map<String, DataSource> databases,
    String kafkaBootstrapServers,
    ClientHistory history,
    Supplier<? extends Collection<String>> platformReceived,
    Explained explained) {

  /** The names of the databases. */
  public static final List<String> DATABASES =
      List.of("orders", "products", "coupons", "balances", "dataplatform");

  public Evidence {
    databases = Map.copyOf(databases);
    for (var name : DATABASES) {
      Objects.requireNonNull(databases.get(name), name);
    }
  }

  /** Of a shop that nobody disturbed. */
  public Evidence(
      Map<String, DataSource> databases,
      String kafkaBootstrapServers,
      ClientHistory history,
      Supplier<? extends Collection<String>> platformReceived) {
    this(databases, kafkaBootstrapServers, history, platformReceived, Explained.NOTHING);
  }

  DataSource database(String name) {
    return Objects.requireNonNull(databases.get(name), name);
  }
}

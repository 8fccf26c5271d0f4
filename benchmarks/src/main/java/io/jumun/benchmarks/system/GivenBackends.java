package io.jumun.benchmarks.system;

import io.jumun.local.Backends;
import java.util.Map;

/**
 * Servers that somebody else has started and set up.
 *
 * @param postgresPorts by database
 */
record GivenBackends(Map<String, Integer> postgresPorts, String kafkaBootstrapServers)
    implements Backends {

  @Override
  public void createDatabase(String name) {
    // it is there
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(postgresPorts.get(database), database);
  }

  @Override
  public void close() {
    // somebody else does
  }
}

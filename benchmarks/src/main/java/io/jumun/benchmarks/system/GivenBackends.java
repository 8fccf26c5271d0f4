package io.jumun.benchmarks.system;

import io.jumun.local.Backends;

/** Servers that somebody else has started and set up. */
record GivenBackends(int postgresPort, String kafkaBootstrapServers) implements Backends {

  @Override
  public void createDatabase(String name) {
    // it is there
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(postgresPort, database);
  }

  @Override
  public void close() {
    // somebody else does
  }
}

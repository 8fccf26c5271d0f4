package io.jumun.e2e;

import io.jumun.local.Backends;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stack on the test servers: containers or embedded, as the switch decides. */
final class TestBackends implements Backends {

  private final Map<String, TestDatabase> databases = new ConcurrentHashMap<>();

  @Override
  public void createDatabase(String name) {
    databases.computeIfAbsent(name, TestInfrastructure::database);
  }

  TestDatabase database(String name) {
    return databases.computeIfAbsent(name, TestInfrastructure::database);
  }

  @Override
  public String jdbcUrl(String database) {
    return database(database).jdbcUrl();
  }

  @Override
  public String kafkaBootstrapServers() {
    return TestInfrastructure.kafkaBootstrapServers();
  }

  @Override
  public void close() {
    // the servers belong to the JVM
  }
}

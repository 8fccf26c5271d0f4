package io.jumun.local;

/** The servers that the services run on. */
public interface Backends extends AutoCloseable {

  /**
   * Creates a database and its roles, with its name as their password, where they are missing; see
   * {@link io.jumun.embedded.DatabaseSetup}.
   */
  void createDatabase(String name);

  String jdbcUrl(String database);

  String kafkaBootstrapServers();

  @Override
  void close();
}

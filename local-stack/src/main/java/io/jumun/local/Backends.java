package io.jumun.local;

/** The servers that the services run on. */
public interface Backends extends AutoCloseable {

  /**
   * Creates a database and a role of the same name that reaches no other, where they are missing.
   */
  void createDatabase(String name);

  String jdbcUrl(String database);

  String kafkaBootstrapServers();

  @Override
  void close();
}

package io.jumun.local;

import io.jumun.embedded.EmbeddedKafkaBroker;
import io.jumun.embedded.EmbeddedPostgresServer;

/** One PostgreSQL server for all databases and one Kafka broker, with data in a directory. */
record EmbeddedBackends(EmbeddedPostgresServer postgres, EmbeddedKafkaBroker kafka)
    implements Backends {

  static EmbeddedBackends start(LocalStackOptions options) {
    var postgres =
        EmbeddedPostgresServer.start(options.data().resolve("postgres"), options.postgresPort());
    try {
      return new EmbeddedBackends(
          postgres,
          EmbeddedKafkaBroker.start(
              options.data().resolve("kafka"), options.kafkaPort(), options.controllerPort()));
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  @Override
  public void createDatabase(String name) {
    postgres.createDatabase(name, name);
  }

  @Override
  public String jdbcUrl(String database) {
    return postgres.jdbcUrl(database);
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void close() {
    try {
      kafka.close();
    } finally {
      postgres.close();
    }
  }
}

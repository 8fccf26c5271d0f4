package io.jumun.testing;

import io.jumun.embedded.EmbeddedKafkaBroker;
import io.jumun.embedded.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.SQLException;

/** Servers of this JVM. */
record EmbeddedServers(EmbeddedPostgresServer postgres, EmbeddedKafkaBroker kafka)
    implements TestServers {

  static EmbeddedServers start() {
    return new EmbeddedServers(
        EmbeddedPostgresServer.startTemporary(), EmbeddedKafkaBroker.startTemporary());
  }

  @Override
  public Connection connectAsSuperuser(String database) throws SQLException {
    return postgres.connectAsSuperuser(database);
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
  public void stop() {
    kafka.close();
    postgres.close();
  }
}

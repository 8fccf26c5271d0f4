package io.jumun.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the test servers come from. */
interface TestServers {

  Connection connectAsSuperuser(String database) throws SQLException;

  String jdbcUrl(String database);

  String kafkaBootstrapServers();

  void stop();
}

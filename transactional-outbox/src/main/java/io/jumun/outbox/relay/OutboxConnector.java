package io.jumun.outbox.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector with our task. Public because Debezium creates it by name. */
public final class OutboxConnector extends PostgresConnector {

  @Override
  public Class<? extends Task> taskClass() {
    return OutboxConnectorTask.class;
  }
}

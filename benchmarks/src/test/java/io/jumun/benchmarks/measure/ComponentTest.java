package io.jumun.benchmarks.measure;

import static io.jumun.benchmarks.measure.Component.Postgres.databaseOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentTest {

  @Test
  void tellsWhichDatabaseABackendIsFor() {
    assertThat(databaseOf("postgres: orders_app orders 127.0.0.1(41234) idle in transaction"))
        .contains("orders");
    assertThat(databaseOf("postgres: owner shop [local] SELECT")).contains("shop");
    assertThat(databaseOf("postgres: walsender orders_relay orders 127.0.0.1(5) START_REPLICATION"))
        .contains("orders, walsender");
    assertThat(databaseOf("postgres: checkpointer")).isEmpty();
    assertThat(databaseOf("postgres: autovacuum worker orders")).isEmpty();
  }
}

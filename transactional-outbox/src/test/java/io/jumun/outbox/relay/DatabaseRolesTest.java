package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.outbox.OutboxTestApplication;
import io.jumun.outbox.TopicReader;
import io.jumun.outbox.relay.RelayStatus.Role;
import io.jumun.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class DatabaseRolesTest {

  private final TopicReader topic = new TopicReader(OutboxTestApplication.TOPIC);

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  /** As a database was before there were three roles, and as a simple deployment still is. */
  @Test
  void oneRoleMayBeAllThreeAndBecomeThreeLater() throws Exception {
    try (topic) {
      var alone = TestInfrastructure.databaseWithOneRole("alone");
      var settings =
          Map.<String, Object>of(
              "spring.flyway.user", alone.name(), "jumun.outbox.relay.username", alone.name());
      try (var service = ThingService.start(alone, settings)) {
        eventually().until(() -> service.role() == Role.LEADING);
        service.append(7001, 0);
        eventually().until(() -> distinctEvents() == 1);
      }

      var database = TestInfrastructure.database(alone.name());
      try (var service = ThingService.start(database)) {
        eventually().until(() -> service.role() == Role.LEADING);
        service.append(7001, 1);
        eventually().until(() -> distinctEvents() == 2);
        assertAppendOnly(database.connect());
      }
    }
  }

  /** The names of the roles say nothing new then, and yet what they need has to be granted. */
  @Test
  void grantsAgainWhenOnlyTheOwnerIsAnother() throws Exception {
    var database = TestInfrastructure.databaseWithOneRole("owned");
    var noRelay =
        Map.<String, Object>of(
            "jumun.outbox.relay.enabled", "false", "jumun.outbox.relay.username", database.name());
    var owned = new HashMap<>(noRelay);
    owned.put("spring.flyway.user", database.name());
    ThingService.start(database, owned).close();

    TestInfrastructure.database(database.name());
    try (var service = ThingService.start(database, noRelay)) {
      service.append(7002, 0);
      assertAppendOnly(database.connect());
    }
  }

  @Test
  void limitsTheOwnersConnectionsAsTheDataSources() throws Exception {
    var database = TestInfrastructure.newDatabase("limited");
    var settings =
        Map.<String, Object>of(
            "spring.datasource.hikari.data-source-properties.options", "-c lock_timeout=1234",
            "jumun.outbox.relay.enabled", "false");
    try (var service = ThingService.start(database, settings);
        var owner = service.bean(Flyway.class).getConfiguration().getDataSource().getConnection();
        var statement = owner.createStatement()) {
      var row = statement.executeQuery("select current_user, current_setting('lock_timeout')");
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo(database.owner());
      assertThat(row.getString(2)).isEqualTo("1234ms");
    }
  }

  /** The second relay may publish again what the first did not live to acknowledge. */
  private long distinctEvents() {
    return topic.recordsOf(7001).stream().map(ConsumerRecord::value).distinct().count();
  }

  private static void assertAppendOnly(Connection application) throws SQLException {
    try (application;
        var statement = application.createStatement()) {
      assertThat(statement.executeQuery("select 1 from outbox").next()).isTrue();
      assertThatThrownBy(() -> statement.execute("delete from outbox"))
          .hasMessageContaining("permission denied");
    }
  }
}

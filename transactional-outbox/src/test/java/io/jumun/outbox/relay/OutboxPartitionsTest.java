package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.testing.TestInfrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxPartitionsTest {

  private static final Instant LONG_AGO = Instant.parse("2026-01-10T12:00:00Z");

  @Test
  void keepsRowsUntilTheyAreBothOldAndPublished() {
    var database = TestInfrastructure.newDatabase("partitions");
    try (var service =
        ThingService.start(database, Map.of("jumun.outbox.relay.enabled", "false"))) {
      var jdbc = service.bean(JdbcClient.class);
      jdbc.sql("insert into outbox_relay (slot_name) values ('a_slot')").update();
      at(service, LONG_AGO).createUpcoming();
      jdbc.sql(
              """
              insert into outbox (aggregatetype, aggregateid, type, payload, created_at)
              values ('thing', '1', 'io.jumun.ThingHappened.v1', '{}', '2026-01-10T12:00:00Z')
              """)
          .update();

      at(service, LONG_AGO.plus(Duration.ofDays(3))).dropExpired();
      assertThat(at(service, LONG_AGO).dailyPartitions()).as("not old").contains("outbox_20260110");

      var later = LONG_AGO.plus(Duration.ofDays(5));
      at(service, later).dropExpired();
      assertThat(at(service, later).dailyPartitions())
          .as("old, not published")
          .contains("outbox_20260110")
          .doesNotContain("outbox_20260111");

      jdbc.sql("update outbox_relay set published_before = pg_current_xact_id()").update();
      at(service, later).dropExpired();
      assertThat(at(service, later).dailyPartitions())
          .as("old and published")
          .doesNotContain("outbox_20260110")
          .contains("outbox_20260113");
    }
  }

  private static OutboxPartitions at(ThingService service, Instant now) {
    return new OutboxPartitions(
        service.bean(JdbcClient.class),
        service.bean(TransactionTemplate.class),
        "a_slot",
        Duration.ofDays(3),
        Clock.fixed(now, ZoneOffset.UTC));
  }
}

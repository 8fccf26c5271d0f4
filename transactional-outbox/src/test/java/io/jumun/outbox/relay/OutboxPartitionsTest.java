package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** As the relay, which owns nothing. */
class OutboxPartitionsTest {

  private static final Duration RETENTION = Duration.ofDays(3);

  private final TestDatabase database = TestInfrastructure.newDatabase("partitions");
  private final JdbcClient relay =
      JdbcClient.create(
          new DriverManagerDataSource(database.jdbcUrl(), database.relay(), database.name()));
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @BeforeEach
  void migrate() {
    ThingService.start(database, Map.of("jumun.outbox.relay.enabled", "false")).close();
    relay.sql("insert into outbox_relay (slot_name) values ('a_slot')").update();
  }

  @Test
  void createsTodaysAndThoseOfTheNextDays() {
    partitions(RETENTION).createUpcoming();
    partitions(RETENTION).createUpcoming();

    assertThat(dailyPartitions())
        .hasSize(8)
        .contains(partition(today), partition(today.plusDays(7)));
  }

  @Test
  void putsUpWithRowsThatCameBeforeTheirPartition() {
    insertRowOf(today.plusDays(2));
    partitions(RETENTION).createUpcoming();

    assertThat(dailyPartitions()).hasSize(7).doesNotContain(partition(today.plusDays(2)));
  }

  @Test
  void keepsRowsUntilTheyAreBothOldAndPublished() {
    List.of(today.minusDays(5), today.minusDays(4), today.minusDays(3)).forEach(this::create);
    insertRowOf(today.minusDays(5));

    partitions(RETENTION).dropExpired();
    assertThat(dailyPartitions())
        .as("old, not published; old and empty; not old")
        .containsExactly(partition(today.minusDays(5)), partition(today.minusDays(3)));

    relay.sql("update outbox_relay set published_before = pg_current_xact_id()").update();
    partitions(RETENTION).dropExpired();
    assertThat(dailyPartitions())
        .as("old and published")
        .containsExactly(partition(today.minusDays(3)));
  }

  @Test
  void keepsADayWhateverRetentionIsAskedFor() {
    List.of(today.minusDays(2), today.minusDays(1), today).forEach(this::create);

    partitions(Duration.ofDays(-9)).dropExpired();

    assertThat(dailyPartitions()).containsExactly(partition(today.minusDays(1)), partition(today));
  }

  private OutboxPartitions partitions(Duration retention) {
    return new OutboxPartitions(relay, "a_slot", retention);
  }

  private void create(LocalDate day) {
    database.executeAsOwner(
        "create table %s partition of outbox for values from ('%sT00:00Z') to ('%sT00:00Z')"
            .formatted(partition(day), day, day.plusDays(1)));
  }

  private void insertRowOf(LocalDate day) {
    database.executeAsOwner(
        """
        insert into outbox (aggregatetype, aggregateid, type, payload, created_at)
        values ('thing', '1', 'io.jumun.ThingHappened.v1', '{}', '%sT12:00:00Z')
        """
            .formatted(day));
  }

  private List<String> dailyPartitions() {
    return relay
        .sql("select relname from pg_class where relname ~ '^outbox_[0-9]{8}$' order by 1")
        .query(String.class)
        .list();
  }

  private static String partition(LocalDate day) {
    return "outbox_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}

package io.jumun.outbox.relay;

import static io.jumun.outbox.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.outbox.EventJson;
import io.jumun.outbox.OutboxTestApplication;
import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import io.jumun.outbox.TopicReader;
import io.jumun.outbox.clock.ClockSetBack;
import io.jumun.outbox.relay.RelayStatus.Role;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the relay and its slot, every committed row reaches the topic. */
class RelayRecoveryTest {

  private final TestDatabase database = TestInfrastructure.newDatabase("recovery");
  private final TopicReader topic = new TopicReader(OutboxTestApplication.TOPIC);

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  @AfterEach
  void closeReader() {
    topic.close();
  }

  @Test
  void losesNothingWhenItIsRestartedBetweenLongTransactions() throws Exception {
    try (var writer = ThingService.start(database, Map.of("jumun.outbox.relay.enabled", "false"))) {
      // The writer has no relay of its own, so the slot comes from the first relay below.
      ThingService.start(database).close();
      try (var early = database.connect()) {
        early.setAutoCommit(false);
        insert(early, 1001); // begun before the restart, committed after it
        try (var relay = ThingService.start(database)) {
          eventually().until(() -> relay.role() == Role.LEADING);
          IntStream.range(0, 50).forEach(i -> writer.append(1002, i));
          eventually().until(() -> topic.recordsOf(1002).size() >= 50);
        }
        IntStream.range(50, 100).forEach(i -> writer.append(1002, i)); // while none relays
        try (var relay = ThingService.start(database)) {
          eventually().until(() -> relay.role() == Role.LEADING);
          early.commit();
          IntStream.range(100, 150).forEach(i -> writer.append(1002, i));
          everyRowArrives();
        }
      }
    }
  }

  @Test
  void publishesWhatWasWrittenWhileTheSlotWasGone() throws Exception {
    try (var service = ThingService.start(database)) {
      eventually().until(() -> service.role() == Role.LEADING);
      IntStream.range(0, 20).forEach(i -> service.append(2001, i));
    }
    dropSlot();
    try (var writer = ThingService.start(database, Map.of("jumun.outbox.relay.enabled", "false"))) {
      IntStream.range(20, 40).forEach(i -> writer.append(2001, i));
    }
    try (var service = ThingService.start(database)) {
      everyRowArrives();
      eventually().until(() -> service.role() == Role.LEADING);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30, 100, 300})
  void publishesEverythingWhenTheSlotIsDroppedUnderLoad(int pauseMillis) throws Exception {
    try (var service = ThingService.start(database);
        ExecutorService writers = Executors.newSingleThreadExecutor()) {
      eventually().until(() -> service.role() == Role.LEADING);
      var writing = new AtomicBoolean(true);
      var writer =
          writers.submit(
              () -> {
                for (int i = 0; writing.get(); i++) {
                  service.append(3001, i);
                }
              });
      eventually().until(() -> !topic.recordsOf(3001).isEmpty());
      dropSlotAfter(pauseMillis);
      long published = topic.recordsOf(3001).size();
      eventually().until(() -> topic.recordsOf(3001).size() > published + 100);
      writing.set(false);
      writer.get();
      everyRowArrives();
    }
  }

  @Test
  void publishesEverythingWhenTheSlotVanishesAsTheEngineStarts() throws Exception {
    try (var _ = ThingService.start(database)) {
      // only creates the tables and the slot
    }
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create function drop_slot_once() returns trigger security definer language plpgsql as $$
          begin
            perform pg_drop_replication_slot('%s');
            drop function drop_slot_once() cascade;
            return null;
          end $$
          """
              .formatted(slotName()));
      statement.execute(
          "create trigger as_the_engine_starts after update on outbox_relay for each row"
              + " when (new.resume_lsn is not null) execute function drop_slot_once()");
    }
    try (var service = ThingService.start(database)) {
      service.append(5001, 0);
      everyRowArrives();
    }
  }

  @Test
  void publishesEverythingWhenTheEngineItselfCreatedTheSlot() throws Exception {
    try (var service = ThingService.start(database)) {
      eventually().until(() -> service.role() == Role.LEADING);
      service.append(4001, 0);
      eventually().until(() -> !topic.recordsOf(4001).isEmpty());
    }
    // As if the process had died between the engine's silent creation of a slot and our look at it.
    try (var application = database.connect()) {
      insert(application, 4001);
    }
    try (var connection = database.connectAsRelay();
        var statement = connection.createStatement()) {
      statement.execute(
          "update outbox_relay set resume_lsn ="
              + " (select confirmed_flush_lsn from pg_replication_slots where slot_name = '%s')"
                  .formatted(slotName()));
      dropSlot();
      statement.execute(
          "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slotName()));
    }
    try (var _ = ThingService.start(database)) {
      everyRowArrives();
    }
  }

  @Test
  void aTypeThatNobodyPublishesIsRefused() {
    var settings = Map.<String, Object>of("jumun.outbox.relay.unhurried", "io.jumun.Thign.v1");
    assertThatThrownBy(() -> ThingService.start(database, settings))
        .rootCause()
        .hasMessageContaining("jumun.outbox.relay.unhurried")
        .hasMessageContaining("io.jumun.Thign.v1");
  }

  @Test
  void aStandbyTakesOver() {
    try (var standby = leaderThenStandby()) {
      eventually().until(() -> standby.role() == Role.LEADING);
      standby.append(5001, 1);
      eventually().until(() -> topic.recordsOf(5001).size() >= 2);
      everyRowArrives();
    }
  }

  private ThingService leaderThenStandby() {
    try (var leader = ThingService.start(database)) {
      eventually().until(() -> leader.role() == Role.LEADING);
      var standby = ThingService.start(database);
      eventually().until(() -> standby.role() == Role.STANDBY);
      standby.append(5001, 0);
      eventually().until(() -> !topic.recordsOf(5001).isEmpty());
      assertThat(leader.role()).isEqualTo(Role.LEADING);
      return standby;
    }
  }

  @Test
  void goesOnWithANewProducerWhenTheClockWasSetBack() {
    try (var service = ThingService.start(database)) {
      eventually().until(() -> service.role() == Role.LEADING);
      var before = service.senders();
      assertThat(before).isNotEmpty();

      service.publish(new ClockSetBack(Duration.ofMinutes(10)));

      eventually()
          .untilAsserted(
              () -> assertThat(service.senders()).isNotEmpty().doesNotContainAnyElementsOf(before));
      service.append(7101, 1);
      everyRowArrives();
    }
  }

  @Test
  void leadsAgainAfterItsConnectionWasCut() throws Exception {
    try (var service = ThingService.start(database)) {
      eventually().until(() -> service.role() == Role.LEADING);
      for (int round = 0; round < 3; round++) {
        terminateRelay();
        service.append(6001, round);
        everyRowArrives();
      }
    }
  }

  @Test
  void movesTheSlotOfAQuietDatabase() throws Exception {
    try (var service = ThingService.start(database)) {
      eventually().until(() -> service.role() == Role.LEADING);
      var slots = service.bean(SlotRepository.class);
      var before = slots.find().orElseThrow().confirmed();
      database.executeAsOwner("create table filler as select generate_series(1, 1000)");
      eventually().until(() -> !slots.find().orElseThrow().confirmed().equals(before));
      eventually().until(() -> slots.find().orElseThrow().lagBytes() < 1_000);
    }
  }

  @Test
  void createsASlotThatStandbysMayKeepACopyOf() throws Exception {
    try (var _ = ThingService.start(database);
        var connection = database.connect();
        var statement = connection.createStatement()) {
      var slot =
          statement.executeQuery(
              "select failover from pg_replication_slots where slot_name = '%s'"
                  .formatted(slotName()));
      assertThat(slot.next()).isTrue();
      assertThat(slot.getBoolean(1)).isTrue();
    }
  }

  private void everyRowArrives() {
    eventually()
        .untilAsserted(
            () -> {
              var onTopic = new HashSet<String>();
              topic.records().forEach(r -> onTopic.add(header(r, "ce_id")));
              assertThat(onTopic).containsAll(outboxIds());
            });
  }

  private Set<String> outboxIds() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      var rows = statement.executeQuery("select id::text from outbox");
      var ids = new HashSet<String>();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      assertThat(ids).isNotEmpty();
      return ids;
    }
  }

  private static void insert(Connection connection, long key) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "insert into outbox (aggregatetype, aggregateid, type, payload)"
                + " values ('thing', ?, 'io.jumun.ThingHappened.v1', ?::json)")) {
      statement.setString(1, Long.toString(key));
      statement.setString(2, EventJson.write(new ThingHappened(key, 0)));
      statement.executeUpdate();
    }
  }

  private String slotName() {
    return database.name() + "_outbox";
  }

  private void terminateRelay() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '%s'"
              .formatted(slotName()));
    }
  }

  private void dropSlot() throws SQLException {
    dropSlotAfter(0);
  }

  /**
   * Cuts the relay off, and drops its slot that much later, when the engine may be starting again.
   */
  private void dropSlotAfter(int millis) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          do $$
          begin
            perform pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '%1$s';
            perform pg_sleep(%2$d / 1000.0);
            for attempt in 1..1000 loop
              begin
                perform pg_drop_replication_slot('%1$s');
                return;
              exception when object_in_use then
                perform pg_terminate_backend(active_pid) from pg_replication_slots
                  where slot_name = '%1$s';
                perform pg_sleep(0.001);
              end;
            end loop;
            raise 'slot is still there';
          end $$
          """
              .formatted(slotName(), millis));
    }
  }
}

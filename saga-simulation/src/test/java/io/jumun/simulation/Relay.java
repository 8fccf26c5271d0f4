package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.List;
import java.util.Map;

/** Brings one service's outbox rows to their topic: in their order, each at least once. */
final class Relay {

  private final String name;
  private final Database database;
  private final Map<Long, Log> topic;
  private final World world;
  private int acknowledged;

  /**
   * @param topic its partitions by number
   */
  Relay(String name, Database database, Map<Long, Log> topic, World world) {
    this.name = name;
    this.database = database;
    this.topic = topic;
    this.world = world;
  }

  int waiting() {
    return database.outbox().size() - acknowledged;
  }

  /** Rows that there ever were. */
  List<SagaEvent> published() {
    return database.outbox();
  }

  void publish(int rows) {
    send(rows);
    acknowledged += rows;
  }

  /** Sends, and ends before it could say so; its successor sends again. */
  void crashAfterSending(int rows) {
    world.happened(Fact.RELAY_CRASHED, () -> "relay %s crashes".formatted(name));
    if (world.flaw() == Flaw.ACKNOWLEDGES_BEFORE_SENDING) {
      acknowledged += rows;
    } else {
      send(rows);
    }
  }

  /** Starts again further back: its slot was lost, and retained rows are published again. */
  void goBack(Choices choices) {
    if (acknowledged > 0) {
      acknowledged = choices.below(acknowledged);
      world.happened(
          Fact.OUTBOX_REPUBLISHED, () -> "relay %s goes back to %d".formatted(name, acknowledged));
    }
  }

  void goBackToStart() {
    acknowledged = 0;
  }

  private void send(int rows) {
    for (var event : rows(rows)) {
      var log = world.partition(topic, event.orderId());
      log.append(event);
      world.trace().add(() -> "%s << %s".formatted(log, event));
    }
  }

  private List<SagaEvent> rows(int rows) {
    return database.outbox().subList(acknowledged, acknowledged + rows);
  }
}

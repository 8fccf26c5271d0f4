package io.jumun.simulation;

import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.SagaEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listener's consumer, with the partitions of one number. It holds at most one batch; those that
 * it held when it lost its partitions are zombies, whose transactions may yet end.
 */
final class Lane {

  private static final int LARGEST_POLL = 4;

  private final String name;
  private final Side side;
  private final List<Log> logs;
  private final World world;
  private final int[] committed;
  private final List<Batch> zombies = new ArrayList<>();
  private @Nullable Batch held;

  Lane(String name, Side side, List<Log> logs, World world) {
    this.name = name;
    this.side = side;
    this.logs = logs;
    this.world = world;
    this.committed = new int[logs.size()];
  }

  private static final class Batch {

    private final Transaction transaction;
    private final int[] upTo;

    Batch(Transaction transaction, int[] upTo) {
      this.transaction = transaction;
      this.upTo = upTo;
    }
  }

  boolean isHolding() {
    return held != null;
  }

  boolean hasZombies() {
    return !zombies.isEmpty();
  }

  boolean canPoll() {
    if (held == null) {
      for (int i = 0; i < committed.length; i++) {
        if (readable(i) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private int readable(int i) {
    var log = logs.get(i);
    return log.isReadable(world.step()) ? log.end() - committed[i] : 0;
  }

  /** Takes some records and runs their transaction up to, but not including, its commit. */
  void poll(Choices choices) {
    var upTo = committed.clone();
    var events = new ArrayList<SagaEvent>();
    int first = choices.below(logs.size());
    for (int n = 0; n < logs.size(); n++) {
      int i = (first + n) % logs.size();
      int most = Math.min(readable(i), LARGEST_POLL);
      int count = most == 0 ? 0 : most - choices.below(most + (n + 1 < logs.size() ? 1 : 0));
      take(i, count, upTo, events);
    }
    if (!events.isEmpty()) {
      handle(new Batch(side.database().begin(), upTo), events);
    }
  }

  private void take(int i, int count, int[] upTo, List<SagaEvent> events) {
    for (int n = 0; n < count; n++) {
      events.add(logs.get(i).get(upTo[i]++));
    }
  }

  private void handle(Batch batch, List<SagaEvent> events) {
    events.forEach(this::observe);
    if (world.flaw() == Flaw.COMMITS_OFFSETS_FIRST) {
      System.arraycopy(batch.upTo, 0, committed, 0, committed.length);
    }
    try {
      side.reactions().batch().accept(events);
    } catch (Violation e) {
      throw e;
    } catch (RuntimeException e) {
      // In production this batch would end as a dead letter.
      throw new Violation("no event of ours is refused", name + " " + events, e);
    }
    side.database().suspend();
    held = batch;
  }

  private void observe(SagaEvent event) {
    world.facts().count(Fact.EVENT_HANDLED);
    side.observe(event);
    world.trace().add(() -> "%s >> %s".formatted(name, event));
  }

  /** Commits what it holds, then the offsets. */
  void finish() {
    var batch = held;
    if (batch == null) {
      return;
    }
    held = null;
    boolean done = commit(batch) || world.flaw() == Flaw.SKIPS_FAILED_BATCHES;
    if (done) {
      System.arraycopy(batch.upTo, 0, committed, 0, committed.length);
    }
  }

  void crashBeforeCommit() {
    var batch = held;
    if (batch != null) {
      held = null;
      batch.transaction.rollBack();
      world.happened(Fact.CRASHED_BEFORE_COMMIT, () -> name + " crashes before its commit");
    }
  }

  void crashAfterCommit() {
    var batch = held;
    if (batch != null) {
      held = null;
      commit(batch);
      world.happened(Fact.CRASHED_AFTER_COMMIT, () -> name + " crashes after its commit");
    }
  }

  /** Another consumer takes over at the committed offsets; this one does not know yet. */
  void rebalance() {
    var batch = held;
    if (batch != null) {
      held = null;
      zombies.add(batch);
      world.happened(Fact.REBALANCED, () -> name + " loses its partitions");
    }
  }

  /** A transaction of a consumer that has lost its partitions ends. Offsets it cannot commit. */
  void endZombie(boolean commits) {
    if (zombies.isEmpty()) {
      return;
    }
    var batch = zombies.removeFirst();
    if (commits && commit(batch)) {
      world.happened(Fact.ZOMBIE_COMMITTED, () -> name + "'s zombie has committed");
    } else {
      batch.transaction.rollBack();
      world.happened(Fact.ZOMBIE_GAVE_UP, () -> name + "'s zombie has given up");
    }
  }

  private boolean commit(Batch batch) {
    if (batch.transaction.state() == Transaction.State.OPEN) {
      boolean committed = batch.transaction.tryCommit();
      world.trace().add(() -> name + (committed ? " commits" : " is rolled back"));
      return committed;
    }
    return batch.transaction.state() == Transaction.State.COMMITTED;
  }

  /** Offsets are set back by hand. */
  void rewind(Choices choices) {
    if (held == null) {
      int i = choices.below(committed.length);
      if (committed[i] > 0) {
        committed[i] = choices.below(committed[i]);
        world.happened(
            Fact.OFFSETS_REWOUND,
            () -> "%s rewinds %s to %d".formatted(name, logs.get(i), committed[i]));
      }
    }
  }

  /** The next record of a topic becomes a dead letter. */
  void setAside(Choices choices) {
    int i = choices.below(committed.length);
    if (readable(i) > 0) {
      var log = logs.get(i);
      var event = log.get(committed[i]++);
      world.setAside(log, event);
      world.happened(Fact.RECORD_SET_ASIDE, () -> "%s sets aside %s".formatted(name, event));
    }
  }

  boolean canLoseCancel() {
    return held == null && nextCancel() >= 0;
  }

  /** The next record is a cancel, and is lost for ever: deleted before it was read. */
  void loseCancel() {
    int i = nextCancel();
    var event = logs.get(i).get(committed[i]++);
    world.lost(event);
    world.happened(Fact.CANCEL_LOST, () -> "%s never gets %s".formatted(name, event));
  }

  /** Which of the topics has it, or -1. */
  private int nextCancel() {
    for (int i = 0; i < committed.length; i++) {
      if (readable(i) > 0 && logs.get(i).get(committed[i]) instanceof OrderCancelled) {
        return i;
      }
    }
    return -1;
  }

  void rewindToStart() {
    Arrays.fill(committed, 0);
  }
}

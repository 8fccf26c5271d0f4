package io.jumun.coupon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Carries out together what is asked for together. Whoever finds nobody at work on a key carries
 * out its own request at once; those that come meanwhile wait, and then the first of them carries
 * out theirs, up to so many at a time. A lone request waits for nobody, and the more there are, the
 * larger the groups. Nobody waits longer than the patience: where every group takes its time to
 * fail, those in line learn it before long.
 *
 * <p>It is how databases write their log: one flush for all who commit at the time (DeWitt et al.,
 * "Implementation techniques for main memory database systems", 1984).
 *
 * @param <K> requests of different keys have nothing to do with each other
 */
final class GroupCommit<K, R, A> {

  private final ConcurrentHashMap<K, Line<R, A>> lines = new ConcurrentHashMap<>();
  private final int largest;
  private final Duration patience;
  private final BiFunction<K, List<R>, List<A>> action;

  /**
   * @param largest so many requests at most are carried out together
   * @param patience of a request in line
   * @param action answers the requests of one key, in their order; where it fails, all of them do
   */
  GroupCommit(int largest, Duration patience, BiFunction<K, List<R>, List<A>> action) {
    this.largest = largest;
    this.patience = patience;
    this.action = action;
  }

  /**
   * Returns the request's answer, or throws what the action threw, the same to all of a group.
   *
   * @throws TransientDataAccessResourceException when the request has waited too long; then nothing
   *     was done for it
   */
  A carryOut(K key, R request) {
    var line = lines.compute(key, (_, known) -> known == null ? new Line<R, A>() : known.joined());
    try {
      var turn = new Turn<R, A>(request);
      var group = line.isFree(turn) ? List.of(turn) : turn.await();
      if (!group.isEmpty()) {
        try {
          carryOut(key, group);
        } finally {
          line.handOver(largest, patience);
        }
      }
      return turn.answer();
    } finally {
      lines.computeIfPresent(key, (_, known) -> known.left());
    }
  }

  /** Keys that somebody is asking for right now. */
  int keys() {
    return lines.size();
  }

  /** Requests of a key that nobody has begun to carry out. */
  int waiting(K key) {
    var line = lines.get(key);
    return line == null ? 0 : line.waiting();
  }

  /** Leaves nobody waiting, whatever happens. */
  private void carryOut(K key, List<Turn<R, A>> group) {
    try {
      var answers = action.apply(key, group.stream().map(turn -> turn.request).toList());
      if (answers.size() != group.size()) {
        throw new IllegalStateException(
            "%d answers to %d requests".formatted(answers.size(), group.size()));
      }
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answered(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      group.forEach(turn -> turn.failed(e));
    }
  }

  /** Who waits for a key. */
  private static final class Line<R, A> {

    private final Queue<Turn<R, A>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** Guarded by the map. */
    private int members = 1;

    Line<R, A> joined() {
      members++;
      return this;
    }

    /** What is to stay in the map. */
    @Nullable Line<R, A> left() {
      members--;
      return members == 0 ? null : this;
    }

    /** Whether nobody is at work; otherwise the turn waits. */
    synchronized boolean isFree(Turn<R, A> turn) {
      if (busy) {
        waiting.add(turn);
        return false;
      }
      busy = true;
      return true;
    }

    synchronized int waiting() {
      return waiting.size();
    }

    synchronized void handOver(int largest, Duration patience) {
      var group = new ArrayList<Turn<R, A>>();
      while (group.size() < largest && !waiting.isEmpty()) {
        var turn = waiting.remove();
        if (turn.hasWaited(patience)) {
          turn.failed(new TransientDataAccessResourceException("Waited too long for its turn"));
        } else {
          group.add(turn);
        }
      }
      busy = !group.isEmpty();
      if (busy) {
        group.getFirst().comes(group);
      }
    }
  }

  /** A request in line. */
  private static final class Turn<R, A> {

    private final R request;
    private final long since = System.nanoTime();
    private final CompletableFuture<List<Turn<R, A>>> turn = new CompletableFuture<>();
    private final CompletableFuture<A> answer = new CompletableFuture<>();

    Turn(R request) {
      this.request = request;
    }

    boolean hasWaited(Duration patience) {
      return System.nanoTime() - since > patience.toNanos();
    }

    /**
     * Not to be interrupted: it may have to work for others.
     *
     * @return whom to work for, or nobody when somebody else has done it
     */
    List<Turn<R, A>> await() {
      return turn.join();
    }

    void comes(List<Turn<R, A>> group) {
      turn.complete(group);
    }

    void answered(A result) {
      answer.complete(result);
      turn.complete(List.of());
    }

    void failed(Throwable failure) {
      answer.completeExceptionally(failure);
      turn.complete(List.of());
    }

    A answer() {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw e;
      }
    }
  }
}

package io.jumun.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands out order ids, each once. Replicas take blocks in turn, so ids of one replica grow, but
 * between replicas a younger order may have a smaller id. Not much younger: what is left of a block
 * after {@link #LONGEST_USE} is dropped, so that reconciliation has not gone past an id for long
 * when an order is stored under it.
 */
@Component
class OrderIds {

  /** The sequence's increment. */
  private static final int BLOCK = 50;

  static final Duration LONGEST_USE = Duration.ofMinutes(1);

  private final JdbcTemplate jdbc;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private long end;
  private Instant takenAt = Instant.EPOCH;

  OrderIds(JdbcTemplate jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<Long> take(int count) {
    lock.lock();
    try {
      var ids = new ArrayList<Long>(count);
      dropOldBlock();
      takeLeft(count, ids);
      if (ids.size() < count) {
        takenAt = clock.instant();
        for (var start : newBlocks(Math.ceilDiv(count - ids.size(), BLOCK))) {
          next = start;
          end = start + BLOCK;
          takeLeft(count, ids);
        }
      }
      return ids;
    } finally {
      lock.unlock();
    }
  }

  /** Also when the clock was set back: then nobody knows how old the block is. */
  private void dropOldBlock() {
    var now = clock.instant();
    if (now.isBefore(takenAt) || now.isAfter(takenAt.plus(LONGEST_USE))) {
      next = end;
    }
  }

  private void takeLeft(int count, List<Long> ids) {
    while (next < end && ids.size() < count) {
      ids.add(next++);
    }
  }

  private List<Long> newBlocks(int count) {
    return jdbc.queryForList(
        "select nextval('order_ids') from generate_series(1, ?) order by 1", Long.class, count);
  }
}

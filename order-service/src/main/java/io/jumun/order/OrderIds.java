package io.jumun.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands out order ids, each once. Replicas take blocks in turn, so ids of one replica grow, but
 * between replicas a younger order may have a smaller id.
 */
@Component
class OrderIds {

  /** The sequence's increment. */
  private static final int BLOCK = 50;

  private final JdbcTemplate jdbc;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private long end;

  OrderIds(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  List<Long> take(int count) {
    lock.lock();
    try {
      var ids = new ArrayList<Long>(count);
      takeLeft(count, ids);
      if (ids.size() < count) {
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

package io.jumun.books;

import io.jumun.books.Order.End;
import java.util.Objects;

/**
 * Remembers how orders end while the shop runs. What is new since the last look is told by
 * transaction ids: the services' clocks may be wrong.
 */
final class Watch {

  private final Database orders;
  private final Memory memory = new Memory();
  private long firstOpen;

  Watch(Database orders) {
    this.orders = orders;
  }

  Memory memory() {
    return memory;
  }

  /**
   * Looks at every row that a transaction has written which was open at the last look, or later.
   */
  void look() {
    long since = firstOpen;
    var next = new long[] {since};
    orders.each(
        """
        select order_id, status, cancel_reason, final_amount,
          pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        from orders
        where completed_at is not null and xmin::text::bigint >= %d
        """
            .formatted(since),
        row -> {
          var status = Objects.requireNonNull(row.getString(2)).intern();
          var reason = row.getString(3);
          memory.saw(
              row.getLong(1),
              new End(
                  status, reason == null ? null : reason.intern(), row.getObject(4, Long.class)));
          next[0] = row.getLong(5);
        });
    firstOpen = next[0];
  }
}

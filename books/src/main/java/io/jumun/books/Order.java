package io.jumun.books;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order as order-service has stored it. Amounts are there once it is paid. */
record Order(
    long id,
    long user,
    String status,
    @Nullable String reason,
    @Nullable Long coupon,
    @Nullable Long total,
    @Nullable Long discount,
    @Nullable Long amount,
    List<Line> lines) {

  /**
   * @param price of one piece, once it is known
   */
  record Line(long product, long quantity, @Nullable Long price) {}

  boolean isPaid() {
    return status.equals("PAID");
  }

  boolean isCancelled() {
    return status.equals("CANCELLED");
  }

  /** What was paid; nothing unless the order is paid. */
  long paidAmount() {
    return isPaid() ? Objects.requireNonNull(amount, "amount") : 0;
  }

  End end() {
    return new End(status, reason, amount);
  }

  static SortedMap<Long, Long> quantities(List<Line> lines) {
    var quantities = new TreeMap<Long, Long>();
    lines.forEach(line -> quantities.merge(line.product(), line.quantity(), Long::sum));
    return quantities;
  }

  /** How an order ended. */
  record End(String status, @Nullable String reason, @Nullable Long amount) {}
}

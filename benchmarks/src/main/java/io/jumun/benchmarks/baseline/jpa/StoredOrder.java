package io.jumun.benchmarks.baseline.jpa;

import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "orders")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class StoredOrder {

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  @Id private long orderId;
  private long userId;
  private @Nullable Long couponId;
  private String status;
  private @Nullable String cancelReason;
  private @Nullable Long totalAmount;
  private @Nullable Long discountAmount;
  private @Nullable Long finalAmount;
  private Instant createdAt;
  private Instant deadlineAt;
  private @Nullable Instant completedAt;

  @ElementCollection
  @CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
  private List<Line> lines = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected StoredOrder() {}

  private StoredOrder(
      long orderId, Purchase purchase, String status, Instant now, List<Line> lines) {
    this.orderId = orderId;
    this.userId = purchase.userId();
    this.couponId = purchase.couponId();
    this.status = status;
    this.createdAt = now;
    this.deadlineAt = now.plus(DEADLINE);
    this.lines.addAll(lines);
  }

  static StoredOrder pending(long orderId, Purchase purchase, Instant now) {
    return new StoredOrder(orderId, purchase, "PENDING", now, unpriced(purchase.lines()));
  }

  static StoredOrder paid(
      long orderId, Purchase purchase, List<PricedLine> lines, long discount, Instant now) {
    var priced =
        lines.stream().map(l -> new Line(l.productId(), l.quantity(), l.unitPrice())).toList();
    var order = new StoredOrder(orderId, purchase, "PAID", now, priced);
    long total = lines.stream().mapToLong(PricedLine::amount).sum();
    order.totalAmount = total;
    order.discountAmount = discount;
    order.finalAmount = total - discount;
    order.completedAt = now;
    return order;
  }

  static StoredOrder refused(long orderId, Purchase purchase, Refusal reason, Instant now) {
    var order = new StoredOrder(orderId, purchase, "CANCELLED", now, unpriced(purchase.lines()));
    order.cancelReason = reason.name();
    order.completedAt = now;
    return order;
  }

  private static List<Line> unpriced(List<OrderLine> lines) {
    return lines.stream().map(line -> new Line(line.productId(), line.quantity(), null)).toList();
  }

  @Embeddable
  record Line(long productId, long quantity, @Nullable Long unitPrice) {}
}

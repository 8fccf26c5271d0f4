package io.jumun.coupon;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A campaign. Its counter moves by conditional updates only, never through this object. */
@Entity
@Immutable
@Table(name = "coupons")
public class Coupon {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long couponId;

  @Embedded private CouponTerms terms;

  @Column(nullable = false)
  private long issuedQuantity;

  @Column(nullable = false)
  private Instant createdAt;

  Coupon(CouponTerms terms, Instant now) {
    this.terms = terms;
    this.createdAt = now;
  }

  @SuppressWarnings("NullAway.Init") // for JPA
  protected Coupon() {}

  public long couponId() {
    return Objects.requireNonNull(couponId, "not stored yet");
  }

  public CouponTerms terms() {
    return terms;
  }

  /** As of when it was read. */
  public long issuedQuantity() {
    return issuedQuantity;
  }

  /** For good: what was issued is never taken back. */
  boolean isSoldOut() {
    return issuedQuantity >= terms.totalQuantity();
  }
}

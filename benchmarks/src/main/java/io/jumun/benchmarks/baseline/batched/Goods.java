package io.jumun.benchmarks.baseline.batched;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows that a batch works with, locked, as they become while it is decided. */
final class Goods {

  final Map<Long, Product> products = new HashMap<>();
  final Map<Long, Campaign> campaigns = new HashMap<>();
  final Map<Owner, Coupon> coupons = new HashMap<>();
  final Map<Long, Account> accounts = new HashMap<>();
  final TreeSet<Long> soldProducts = new TreeSet<>();

  static final class Product {
    final long price;
    long stock;

    Product(long price, long stock) {
      this.price = price;
      this.stock = stock;
    }
  }

  record Campaign(
      String discountType,
      long discountValue,
      @Nullable Long maxDiscountAmount,
      @Nullable Long minOrderAmount,
      @Nullable Instant validFrom,
      @Nullable Instant validUntil) {

    boolean allows(long total, Instant now) {
      return (validFrom == null || !now.isBefore(validFrom))
          && (validUntil == null || !now.isAfter(validUntil))
          && (minOrderAmount == null || total >= minOrderAmount);
    }

    long discountOn(long total) {
      if (discountType.equals("AMOUNT")) {
        return Math.min(total, discountValue);
      }
      long rate = total / 100 * discountValue + total % 100 * discountValue / 100;
      return Math.min(total, maxDiscountAmount == null ? rate : Math.min(rate, maxDiscountAmount));
    }
  }

  record Owner(long couponId, long userId) {}

  static final class Coupon {
    final long userCouponId;
    boolean used;

    Coupon(long userCouponId, boolean used) {
      this.userCouponId = userCouponId;
      this.used = used;
    }
  }

  static final class Account {
    long balance;
    long sequence;

    Account(long balance, long sequence) {
      this.balance = balance;
      this.sequence = sequence;
    }
  }
}

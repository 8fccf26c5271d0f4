package io.jumun.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published by product-service on {@link Topics#STOCK_EVENTS}. */
public sealed interface StockEvent extends SagaEvent {

  /**
   * All lines are reserved. coupon-service reacts when there is a coupon, balance-service when
   * there is none.
   *
   * @param totalAmount sum of the lines, before any discount
   */
  record StockReserved(
      long orderId, long userId, @Nullable Long couponId, List<PricedLine> lines, long totalAmount)
      implements StockEvent {

    public StockReserved {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      lines = Require.lines(lines);
      Require.amount(totalAmount, "totalAmount");
    }
  }

  /** Nothing is reserved: at least one line could not be. */
  record StockReservationFailed(long orderId, @Nullable Reason reason, long productId)
      implements StockEvent {

    public StockReservationFailed {
      Require.id(orderId, "orderId");
      Require.id(productId, "productId");
    }

    /** Why {@code productId} could not be reserved. */
    public enum Reason {
      OUT_OF_STOCK,
      UNKNOWN_PRODUCT
    }
  }

  /**
   * The order was stated to have ended unpaid, and its stock is still reserved. order-service
   * answers with the order's end.
   *
   * @param userId who ordered; null where the reservation does not tell
   */
  record StockOutcomeRequested(long orderId, @Nullable Long userId) implements StockEvent {

    public StockOutcomeRequested {
      Require.id(orderId, "orderId");
    }
  }

  /** A reservation was undone; the stock can be ordered again. */
  record StockReleased(long orderId, List<OrderLine> lines) implements StockEvent {

    public StockReleased {
      Require.id(orderId, "orderId");
      lines = Require.lines(lines);
    }
  }
}

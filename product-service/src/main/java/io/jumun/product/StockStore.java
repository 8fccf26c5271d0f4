package io.jumun.product;

import java.util.Collection;
import java.util.List;

/**
 * What the saga reads and writes, a statement per table however large the batch, in the caller's
 * transaction. What it writes is sent right before the commit.
 */
interface StockStore {

  /** Locks one after another in the order of their ids; ids without a product are left out. */
  List<Product> lockProducts(Collection<Long> productIds);

  /** Locks one after another in the order of their ids; orders not decided yet are left out. */
  List<StockReservation> lockReservations(Collection<Long> orderIds);

  /** Writes the stock of products that are locked. */
  void saveStock(Collection<Product> products);

  /** Writes the state of reservations that are locked. */
  void saveStates(Collection<StockReservation> reservations);

  /**
   * Inserts one after another in the given order. Where another transaction has decided one of
   * these orders, the commit fails with a {@link org.springframework.dao.DuplicateKeyException}.
   */
  void insert(Collection<StockReservation> reservations);
}

package io.jumun.dataplatform;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where paid orders are stored until they are delivered. */
@Service
public class DeliveryInbox {

  private final DeliveryQueue queue;
  private final DeliveryWorker worker;
  private final DeliveryProperties settings;

  DeliveryInbox(DeliveryQueue queue, DeliveryWorker worker, DeliveryProperties settings) {
    this.queue = queue;
    this.worker = worker;
    this.settings = settings;
  }

  /**
   * Stores orders in the current transaction; an order that is known already is left as it is.
   * Delivery starts when the transaction has committed: at once where this replica has room,
   * without a claim of its own, which would write every row once more.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void store(List<PaidOrder> orders) {
    if (orders.isEmpty()) {
      return;
    }
    var reservation = worker.reserve(orders.size());
    TransactionSynchronizationManager.registerSynchronization(reservation);
    reservation.fill(queue.store(orders, reservation.places(), settings.lease()));
  }
}

package io.jumun.contracts;

/** Published by dataplatform-consumer on {@link Topics#DATAPLATFORM_EVENTS}. */
public sealed interface DataPlatformEvent extends SagaEvent {

  /**
   * An order was stated to be PAID, and its {@code OrderPaid} is missing. order-service answers.
   */
  record PaidOrderRequested(long orderId) implements DataPlatformEvent {

    public PaidOrderRequested {
      Require.id(orderId, "orderId");
    }
  }
}

package io.jumun.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which event types a topic carries, under the names they have on the wire. */
public final class EventTypes {

  /**
   * For each topic its event types by wire name ({@code ce_type}). Read off the sealed interfaces,
   * so that an event cannot be added without its name.
   */
  public static final Map<String, Map<String, Class<? extends SagaEvent>>> BY_TOPIC =
      Map.of(
          Topics.ORDER_EVENTS, typesOf(OrderEvent.class),
          Topics.STOCK_EVENTS, typesOf(StockEvent.class),
          Topics.COUPON_EVENTS, typesOf(CouponEvent.class),
          Topics.BALANCE_EVENTS, typesOf(BalanceEvent.class));

  private EventTypes() {}

  /** The {@code ce_type} of an event: {@code io.jumun.OrderCreated.v1}. */
  public static String nameOf(Class<? extends SagaEvent> event) {
    return "io.jumun.%s.v1".formatted(event.getSimpleName());
  }

  private static Map<String, Class<? extends SagaEvent>> typesOf(
      Class<? extends SagaEvent> family) {
    return Arrays.stream(family.getPermittedSubclasses())
        .<Class<? extends SagaEvent>>map(type -> type.asSubclass(SagaEvent.class))
        .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, Function.identity()));
  }
}

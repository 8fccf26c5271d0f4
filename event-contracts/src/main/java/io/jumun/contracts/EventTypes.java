package io.jumun.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which event types a topic carries, under the names they have on the wire. */
public final class EventTypes {

  /**
   * For each topic of the saga its event types by wire name ({@code ce_type}). Read off the sealed
   * interfaces, so that an event cannot be added without its name.
   */
  public static final Map<String, Map<String, Class<? extends SagaEvent>>> BY_TOPIC =
      Map.of(
          Topics.ORDER_EVENTS, typesOf(OrderEvent.class, SagaEvent.class),
          Topics.STOCK_EVENTS, typesOf(StockEvent.class, SagaEvent.class),
          Topics.COUPON_EVENTS, typesOf(CouponEvent.class, SagaEvent.class),
          Topics.BALANCE_EVENTS, typesOf(BalanceEvent.class, SagaEvent.class));

  /** The same for every topic there is, also those of reconciliation. */
  public static final Map<String, Map<String, Class<? extends PublishedEvent>>> ALL_BY_TOPIC =
      Map.of(
          Topics.ORDER_EVENTS, typesOf(OrderEvent.class, PublishedEvent.class),
          Topics.STOCK_EVENTS, typesOf(StockEvent.class, PublishedEvent.class),
          Topics.COUPON_EVENTS, typesOf(CouponEvent.class, PublishedEvent.class),
          Topics.BALANCE_EVENTS, typesOf(BalanceEvent.class, PublishedEvent.class),
          Topics.SETTLEMENT_EVENTS, typesOf(SettlementEvent.class, PublishedEvent.class),
          Topics.DATAPLATFORM_EVENTS, typesOf(DataPlatformEvent.class, PublishedEvent.class));

  private EventTypes() {}

  /** The {@code ce_type} of an event: {@code io.jumun.OrderCreated.v1}. */
  public static String nameOf(Class<? extends PublishedEvent> event) {
    return "io.jumun.%s.v1".formatted(event.getSimpleName());
  }

  private static <E extends PublishedEvent> Map<String, Class<? extends E>> typesOf(
      Class<? extends E> family, Class<E> all) {
    return Arrays.stream(family.getPermittedSubclasses())
        .<Class<? extends E>>map(type -> type.asSubclass(all))
        .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, Function.identity()));
  }
}

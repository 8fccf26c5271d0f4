package io.jumun.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.DataPlatformEvent.PaidOrderRequested;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSchemaTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<OrderLine> LINES = List.of(new OrderLine(10, 2));
  private static final List<PricedLine> PRICED = List.of(new PricedLine(10, 2, 10_000));
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              i ->
                  i.withValueInclusion(
                      com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
          .build();

  static final List<PublishedEvent> EXAMPLES =
      List.of(
          new OrderCreated(1, 2, LINES, 5L, NOW),
          new OrderCreated(1, 2, LINES, null, NOW),
          new OrderPaid(1, 2, PRICED, 20_000, 2_000, 18_000, 5L, NOW, NOW),
          new OrderCancelled(1, 2, CancelReason.DEADLINE_PASSED, NOW),
          new OrderCancelled(1, 2, CancelReason.UNKNOWN_ORDER, NOW),
          new StockReserved(1, 2, null, PRICED, 20_000),
          new StockReservationFailed(1, StockReservationFailed.Reason.OUT_OF_STOCK, 10),
          new StockReleased(1, LINES),
          new CouponUsed(1, 2, 5, 50, PRICED, 20_000, 2_000, 18_000),
          new CouponRejected(1, 5, CouponRejected.Reason.EXPIRED),
          new CouponRestored(1, 5, 50),
          new BalanceDeducted(1, 2, 5L, PRICED, 20_000, 2_000, 18_000, 0),
          new BalanceDeductionFailed(1, 2, BalanceDeductionFailed.Reason.NO_ACCOUNT),
          new BalanceRefunded(1, 2, 18_000, 18_000),
          new StockOutcomeRequested(1, 2L),
          new StockOutcomeRequested(1, null),
          new CouponOutcomeRequested(1, 2),
          new BalanceOutcomeRequested(1, 2),
          new PaidOrderRequested(1),
          new OrdersSettled(1, 500, List.of(1L, 3L), List.of(3L), NOW),
          new OrdersSettled(7, 7, List.of(), List.of(), NOW));

  static Stream<Class<? extends PublishedEvent>> types() {
    return EventTypes.ALL_BY_TOPIC.values().stream().map(Map::values).flatMap(c -> c.stream());
  }

  @Test
  void everyTypeHasAnExample() {
    assertThat(EXAMPLES.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(types().<Class<?>>map(t -> t).toList());
  }

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void anEventMatchesItsSchema(PublishedEvent event) {
    var json = JSON.writeValueAsString(event);

    assertThat(schemaOf(event.getClass()).validate(json, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaHasExactlyTheFieldsOfTheEvent(Class<? extends PublishedEvent> type) {
    var components = Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList();

    assertThat(document(type).get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(components);
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaRequiresWhatIsNeverNull(Class<? extends PublishedEvent> type) {
    var optional = List.of("couponId", "userId");
    var required =
        Arrays.stream(type.getRecordComponents())
            .filter(c -> !(optional.contains(c.getName()) && c.getType() == Long.class))
            .map(c -> c.getName())
            .toList();

    assertThat(document(type).get("required").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(required);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aWireNameIsStable(Class<? extends PublishedEvent> type) {
    assertThat(EventTypes.nameOf(type)).isEqualTo("io.jumun." + type.getSimpleName() + ".v1");
  }

  @Test
  void schemaAndRecordRefuseTheSame() {
    var noOrder = "{\"orderId\":0,\"lines\":[{\"productId\":10,\"quantity\":2}]}";

    assertThat(schemaOf(StockReleased.class).validate(noOrder, InputFormat.JSON)).isNotEmpty();
    assertThatThrownBy(() -> JSON.readValue(noOrder, StockReleased.class))
        .hasMessageContaining("orderId must be at least 1");
  }

  @Test
  void aStatementNamesNoOrderOutsideItsRange() {
    assertThatThrownBy(() -> new OrdersSettled(5, 9, List.of(4L), List.of(), NOW))
        .hasMessageContaining("paid must be at least 5");
    assertThatThrownBy(() -> new OrdersSettled(5, 9, List.of(10L), List.of(), NOW))
        .hasMessageContaining("toOrderId must be at least 10");
    assertThatThrownBy(() -> new OrdersSettled(5, 4, List.of(), List.of(), NOW))
        .hasMessageContaining("toOrderId must be at least 5");
  }

  private static Schema schemaOf(Class<? extends PublishedEvent> type) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(document(type));
  }

  private static JsonNode document(Class<? extends PublishedEvent> type) {
    return JSON.readTree(
        EventSchemaTest.class.getResourceAsStream("/schemas/" + EventTypes.nameOf(type) + ".json"));
  }
}

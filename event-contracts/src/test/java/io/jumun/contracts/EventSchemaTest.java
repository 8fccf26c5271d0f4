package io.jumun.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
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

  static final List<SagaEvent> EXAMPLES =
      List.of(
          new OrderCreated(1, 2, LINES, 5L, NOW),
          new OrderCreated(1, 2, LINES, null, NOW),
          new OrderPaid(1, 2, PRICED, 20_000, 2_000, 18_000, 5L, NOW, NOW),
          new OrderCancelled(1, 2, CancelReason.DEADLINE_PASSED, NOW),
          new StockReserved(1, 2, null, PRICED, 20_000),
          new StockReservationFailed(1, StockReservationFailed.Reason.OUT_OF_STOCK, 10),
          new StockReleased(1, LINES),
          new CouponUsed(1, 2, 5, 50, PRICED, 20_000, 2_000, 18_000),
          new CouponRejected(1, 5, CouponRejected.Reason.EXPIRED),
          new CouponRestored(1, 5, 50),
          new BalanceDeducted(1, 2, 5L, PRICED, 20_000, 2_000, 18_000, 0),
          new BalanceDeductionFailed(1, 2, BalanceDeductionFailed.Reason.NO_ACCOUNT),
          new BalanceRefunded(1, 2, 18_000, 18_000));

  static Stream<Class<? extends SagaEvent>> types() {
    return EventTypes.BY_TOPIC.values().stream().map(Map::values).flatMap(c -> c.stream());
  }

  @Test
  void everyTypeHasAnExample() {
    assertThat(EXAMPLES.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(types().<Class<?>>map(t -> t).toList());
  }

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void anEventMatchesItsSchema(SagaEvent event) {
    var json = JSON.writeValueAsString(event);

    assertThat(schemaOf(event.getClass()).validate(json, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaHasExactlyTheFieldsOfTheEvent(Class<? extends SagaEvent> type) {
    var components = Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList();

    assertThat(document(type).get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(components);
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaRequiresWhatIsNeverNull(Class<? extends SagaEvent> type) {
    var optional = List.of("couponId");
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
  void aWireNameIsStable(Class<? extends SagaEvent> type) {
    assertThat(EventTypes.nameOf(type)).isEqualTo("io.jumun." + type.getSimpleName() + ".v1");
  }

  @Test
  void schemaAndRecordRefuseTheSame() {
    var noOrder = "{\"orderId\":0,\"lines\":[{\"productId\":10,\"quantity\":2}]}";

    assertThat(schemaOf(StockReleased.class).validate(noOrder, InputFormat.JSON)).isNotEmpty();
    assertThatThrownBy(() -> JSON.readValue(noOrder, StockReleased.class))
        .hasMessageContaining("orderId must be at least 1");
  }

  private static Schema schemaOf(Class<? extends SagaEvent> type) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(document(type));
  }

  private static JsonNode document(Class<? extends SagaEvent> type) {
    return JSON.readTree(
        EventSchemaTest.class.getResourceAsStream("/schemas/" + EventTypes.nameOf(type) + ".json"));
  }
}

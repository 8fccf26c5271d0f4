package io.jumun.dataplatform.web;

import static io.jumun.dataplatform.OrderRecords.anOrderId;
import static io.jumun.dataplatform.OrderRecords.publishPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.jumun.dataplatform.DataplatformConsumerTest;
import io.jumun.dataplatform.DeliveryStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryControllerTest extends DataplatformConsumerTest {

  @Test
  void tellsWhatBecameOfAnOrder() {
    long orderId = anOrderId();
    var eventId = publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    http()
        .get()
        .uri("/deliveries/" + orderId)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("SUCCESS")
        .jsonPath("$.data.order_id")
        .isEqualTo(orderId)
        .jsonPath("$.data.event_id")
        .isEqualTo(eventId.toString())
        .jsonPath("$.data.status")
        .isEqualTo("DELIVERED")
        .jsonPath("$.data.attempts")
        .isEqualTo(1)
        .jsonPath("$.data.delivered_at")
        .exists()
        .jsonPath("$.data.next_attempt_at")
        .doesNotExist()
        .jsonPath("$.data.parked_at")
        .doesNotExist()
        .jsonPath("$.data.last_error")
        .doesNotExist();
  }

  @Test
  void listsWhatIsParkedPageByPage() {
    var newest = LongStream.generate(this::aParkedOrder).limit(3).max().orElseThrow();
    int parked = Math.toIntExact(count("status = 'PARKED'"));
    var seen = new ArrayList<Long>();
    String cursor = "";
    while (cursor != null) {
      var page =
          http()
              .get()
              .uri("/deliveries?status=PARKED&limit=2" + cursor)
              .exchange()
              .expectStatus()
              .isOk()
              .expectBody(ParkedPage.class)
              .returnResult()
              .getResponseBody();
      Objects.requireNonNull(page);
      page.data().items().forEach(item -> seen.add(item.order_id()));
      cursor = page.data().next_cursor() == null ? null : "&cursor=" + page.data().next_cursor();
    }
    assertThat(seen)
        .hasSize(parked)
        .doesNotHaveDuplicates()
        .contains(newest)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void showsWhyAnOrderIsParked() {
    long orderId = aParkedOrder();
    http()
        .get()
        .uri("/deliveries?status=PARKED&limit=1&cursor=" + (orderId + 1))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.items[0].order_id")
        .isEqualTo(orderId)
        .jsonPath("$.data.items[0].status")
        .isEqualTo("PARKED")
        .jsonPath("$.data.items[0].attempts")
        .isEqualTo(1)
        .jsonPath("$.data.items[0].last_error")
        .isEqualTo("The platform answered 400: no such user")
        .jsonPath("$.data.items[0].parked_at")
        .exists();
  }

  @Test
  void sumsUp() {
    aParkedOrder();
    http()
        .get()
        .uri("/deliveries/summary")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.delivered")
        .isEqualTo(count("status = 'DELIVERED'"))
        .jsonPath("$.data.pending")
        .isEqualTo(count("status = 'PENDING'"))
        .jsonPath("$.data.retried")
        .isEqualTo(count("attempts > 1"))
        .jsonPath("$.data.parked")
        .isEqualTo(count("status = 'PARKED'"))
        .jsonPath("$.data.circuit_breaker")
        .isEqualTo("CLOSED");
  }

  @Test
  void staysReadyAndHealthyWithoutThePlatform() {
    breaker().transitionToForcedOpenState();
    http().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
    http()
        .get()
        .uri("/actuator/health")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("UP")
        .jsonPath("$.components.dataPlatform.details.circuit_breaker")
        .isEqualTo("OPEN");
    assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.FORCED_OPEN);
  }

  @Test
  void publishesItsMetrics() {
    aParkedOrder();
    var metrics =
        http()
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    assertThat(metrics)
        .contains("jumun_deliveries_parked_total")
        .contains("jumun_deliveries_delivered_total")
        .contains("jumun_deliveries_retried_total")
        .contains("jumun_deliveries_pending")
        .contains("resilience4j_circuitbreaker_state")
        .contains("name=\"dataPlatform\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/deliveries?status=LOST",
        "/deliveries?status=0",
        "/deliveries?limit=0",
        "/deliveries?limit=101",
        "/deliveries?limit=-9223372036854775808",
        "/deliveries?limit=many",
        "/deliveries?cursor=x",
        "/deliveries?cursor=9223372036854775808",
        "/deliveries/one",
        "/deliveries/9223372036854775808",
      })
  void refusesWhatMakesNoSense(String uri) {
    http().get().uri(uri).exchange().expectStatus().isBadRequest();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
  void doesNotFindWhatNeverArrived(long orderId) {
    http()
        .get()
        .uri("/deliveries/" + orderId)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("DELIVERY_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&cursor=9223372036854775807", "&cursor=-1", "&status="})
  void listsWithinAnyBounds(String query) {
    http().get().uri("/deliveries?limit=100" + query).exchange().expectStatus().isOk();
  }

  record ParkedPage(Items data) {}

  record Items(List<Item> items, @Nullable String next_cursor) {}

  record Item(long order_id) {}
}

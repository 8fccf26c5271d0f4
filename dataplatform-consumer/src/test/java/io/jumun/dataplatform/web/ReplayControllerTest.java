package io.jumun.dataplatform.web;

import static io.jumun.dataplatform.OrderRecords.anOrderId;
import static io.jumun.dataplatform.OrderRecords.publishPaid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.dataplatform.DataplatformConsumerTest;
import io.jumun.dataplatform.DeadLetterTopic;
import io.jumun.dataplatform.DeliveryStatus;
import io.jumun.dataplatform.RecordingDataPlatform.Behaviour;
import io.jumun.dataplatform.RecordingDataPlatform.Request;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class ReplayControllerTest extends DataplatformConsumerTest {

  @Test
  void deliversAReplayedOrderOnce() {
    long orderId = aParkedOrder();
    var key = column(orderId, "event_id", UUID.class).toString();
    replayOne(orderId, "alice")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.dry_run")
        .isEqualTo(false)
        .jsonPath("$.data.order_ids[0]")
        .isEqualTo(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    replayOne(orderId, "alice")
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("DELIVERY_NOT_PARKED");
    assertThat(platform.requestsFor(orderId)).extracting(Request::key).containsExactly(key, key);
    assertThat(platform.copiesOf(orderId)).isEqualTo(1);
  }

  @Test
  void replayingWhatThePlatformGotAfterAllGivesItNoSecondCopy() {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.take().answeringAfter(AFTER_THE_DEADLINE));
    platform.forOrder(orderId, Behaviour.fail(400));
    publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.PARKED);
    assertThat(platform.copiesOf(orderId)).isEqualTo(1);

    replayOne(orderId, "alice").expectStatus().isOk();
    awaitStatus(orderId, DeliveryStatus.DELIVERED);
    assertThat(platform.copiesOf(orderId)).isEqualTo(1);
  }

  @Test
  void parksAgainWhatIsRefusedAgain() {
    long orderId = aParkedOrder();
    platform.forOrder(orderId, Behaviour.fail(422));
    replayOne(orderId, "alice").expectStatus().isOk();
    awaitStatus(orderId, DeliveryStatus.PARKED);
    await()
        .until(
            () -> column(orderId, "last_error", String.class).equals("The platform answered 422"));

    assertThat(DeadLetterTopic.await(Long.toString(orderId), 2)).hasSize(2);
  }

  @Test
  void replaysThoseOfTheListedOrdersThatAreParked() {
    long parked = aParkedOrder();
    long untouched = aParkedOrder();
    long delivered = anOrderId();
    publishPaid(delivered);
    awaitStatus(delivered, DeliveryStatus.DELIVERED);

    replay("{\"orderIds\":[%d,%d,%d,%d]}".formatted(parked, delivered, parked, Long.MAX_VALUE))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.count")
        .isEqualTo(1)
        .jsonPath("$.data.order_ids[0]")
        .isEqualTo(parked);
    awaitStatus(parked, DeliveryStatus.DELIVERED);
    assertThat(platform.requestsFor(delivered)).hasSize(1);
    assertThat(column(untouched, "status", String.class)).isEqualTo("PARKED");
  }

  @Test
  void replaysAllThatIsParkedExactlyOnceHoweverOftenItIsAsked() throws Exception {
    var orderIds = List.of(aParkedOrder(), aParkedOrder(), aParkedOrder());
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<ResponseSpec> all = () -> replay("{\"all\":true}").expectStatus().isOk();
      for (var answer : operators.invokeAll(List.of(all, all, all, all))) {
        answer.get();
      }
    }
    orderIds.forEach(orderId -> awaitStatus(orderId, DeliveryStatus.DELIVERED));
    assertThat(orderIds).allSatisfy(id -> assertThat(platform.requestsFor(id)).hasSize(2));
    assertThat(orderIds).allSatisfy(id -> assertThat(auditsOf(id)).hasSize(1));
  }

  @Test
  void tellsWhatItWouldReplayAndDoesNothing() {
    long orderId = aParkedOrder();
    replay("{\"orderIds\":[%d],\"dryRun\":true}".formatted(orderId))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.dry_run")
        .isEqualTo(true)
        .jsonPath("$.data.count")
        .isEqualTo(1)
        .jsonPath("$.data.order_ids[0]")
        .isEqualTo(orderId);
    replay("{\"all\":true,\"dryRun\":true}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.count")
        .isEqualTo(count("status = 'PARKED'"));

    assertThat(column(orderId, "status", String.class)).isEqualTo("PARKED");
    assertThat(auditsOf(orderId)).isEmpty();
    assertThat(platform.requestsFor(orderId)).hasSize(1);
  }

  @Test
  void remembersWhoReplayedWhat() {
    long one = aParkedOrder();
    long other = aParkedOrder();
    replayOne(one, " alice ").expectStatus().isOk();
    replay("{\"orderIds\":[%d]}".formatted(other)).expectStatus().isOk();

    assertThat(auditsOf(one))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("requested_by", "alice"))
        .satisfies(row -> assertThat(row).containsEntry("scope", "ONE"));
    assertThat(auditsOf(other))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("requested_by", "unknown"))
        .satisfies(row -> assertThat(row).containsEntry("scope", "LISTED"));
  }

  @Test
  void givesAReplayedOrderItsFullTimeAgain() {
    long orderId = aParkedOrder();
    jdbc.sql("update deliveries set pending_since = now() - interval '25 h' where order_id = ?")
        .param(orderId)
        .update();
    platform.forOrder(orderId, Behaviour.fail(500), Behaviour.fail(500), Behaviour.fail(500));
    replayOne(orderId, "alice").expectStatus().isOk();
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(column(orderId, "attempts", Integer.class)).isEqualTo(2);
  }

  @Test
  void doesNotReplayWhatNeverArrived() {
    replayOne(Long.MAX_VALUE, "alice")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("DELIVERY_NOT_FOUND");
  }

  @Test
  void refusesAnOperatorWithAnEndlessName() {
    replayOne(aParkedOrder(), "x".repeat(101)).expectStatus().isBadRequest();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"all\":false}",
        "{\"all\":true,\"orderIds\":[1]}",
        "{\"orderIds\":[]}",
        "{\"orderIds\":[0]}",
        "{\"orderIds\":[null]}",
        "{\"orderIds\":[\"1\"]}",
        "{\"orderIds\":[1.5]}",
        "{\"orderIds\":[9223372036854775808]}",
        "{\"orderIds\":1}",
        "{\"all\":1}",
        "{\"all\":true,\"dryRun\":\"yes\"}",
        "{\"all\":true,\"force\":true}",
        "[]",
        "null",
        "nonsense",
      })
  void refusesWhatDoesNotSayExactlyWhatIsMeant(String body) {
    replay(body)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("INVALID_REQUEST");
  }

  private ResponseSpec replayOne(long orderId, String operator) {
    return http()
        .post()
        .uri("/deliveries/%d/replay".formatted(orderId))
        .header("X-Operator", operator)
        .exchange();
  }

  private ResponseSpec replay(String body) {
    return http()
        .post()
        .uri("/deliveries/replay")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  private List<Map<String, Object>> auditsOf(long orderId) {
    return jdbc.sql("select requested_by, scope from replays where ? = any (order_ids)")
        .param(orderId)
        .query()
        .listOfRows();
  }
}

package io.jumun.product.saga;

import static io.jumun.product.saga.OrderRecords.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.contracts.Topics;
import io.jumun.product.ProductServiceTest;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An order that could not be handled, until somebody mended what it tripped over. */
class DeadLetterReplayTest extends ProductServiceTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final OrderEventsTopic topic = new OrderEventsTopic();
  private static final Admin kafka =
      Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()));

  @LocalServerPort int port;

  @AfterAll
  static void disconnect() {
    topic.close();
    kafka.close();
  }

  @Test
  void reservesStockOnceHoweverOftenTheOrderIsReplayed() {
    var gold = newProduct(1_000_000_000_000L, 1_000_000_000);
    var orderId = newOrderId();
    topic.send(created(orderId, new OrderLine(gold, 100_000_000))); // its total does not fit
    var listing = "/dead-letters?topic=order.events-dlt&orderId=" + orderId;
    var letters =
        await().atMost(SOON).until(() -> get(listing).path("items"), items -> !items.isEmpty());
    assertThat(stateOf(orderId)).isEmpty();
    var id = letters.get(0).path("id").asString();
    var shown = get("/dead-letters/" + id.replace(':', '/'));
    assertThat(shown.path("exception_stacktrace").asString()).contains("ArithmeticException");
    assertThat(shown.path("consumer_group").asString()).isEqualTo("product-service");

    database.sql("update products set price = 7 where product_id = ?").param(gold).update();
    assertThat(post(id, "\"dryRun\":true").path("count").asInt()).isEqualTo(1);
    assertThat(stateOf(orderId)).isEmpty();
    awaitHandled(post(id, "\"again\":false"));

    assertThat(stateOf(orderId)).contains("RESERVED");
    assertThat(post(id, "\"again\":false").path("count").asInt()).isZero();
    awaitHandled(post(id, "\"again\":true"));
    awaitHandled(post(id, "\"again\":true"));
    assertThat(stockOf(gold)).isEqualTo(900_000_000);
    assertThat(toldAbout(orderId))
        .containsExactly(
            new StockReserved(
                orderId,
                OrderRecords.USER,
                null,
                List.of(new PricedLine(gold, 100_000_000, 7)),
                700_000_000));
    assertThat(get("/dead-letters/" + id.replace(':', '/')).path("replays").asInt()).isEqualTo(3);
    assertThat(get(listing).path("items").size()).isEqualTo(1);
  }

  /** Until the service has committed that it handled the record. */
  private static void awaitHandled(JsonNode answer) {
    var replayed = answer.path("replayed").get(0);
    var partition = new TopicPartition(Topics.ORDER_EVENTS, replayed.path("partition").asInt());
    var offset = replayed.path("offset").asLong();
    await().atMost(SOON).until(() -> committed(partition) > offset);
  }

  private static long committed(TopicPartition partition) throws Exception {
    var group = "product-service";
    var offsets = kafka.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group).get();
    var committed = offsets.get(partition);
    return committed == null ? 0 : committed.offset();
  }

  private JsonNode get(String path) {
    return data(http().get().uri(path).exchange());
  }

  private JsonNode post(String id, String option) {
    var body =
        "{\"records\":[\"%s\"],%s,\"requestedBy\":\"alice\",\"reason\":\"the price is mended\"}"
            .formatted(id, option);
    return data(
        http()
            .post()
            .uri("/dead-letters/replays")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange());
  }

  private static JsonNode data(ResponseSpec response) {
    var body =
        response.expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
    return JsonMapper.shared().readTree(Objects.requireNonNull(body)).path("data");
  }

  private RestTestClient http() {
    return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }
}

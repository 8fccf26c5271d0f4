package io.jumun.dataplatform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.dataplatform.DataplatformConsumerTest;
import io.jumun.dataplatform.DeadLetterTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A parked order is on the dead-letter topic too, but that is not how it gets back. */
class ParkedDeadLetterTest extends DataplatformConsumerTest {

  @Test
  void saysHowAParkedOrderIsPutBack() {
    long orderId = aParkedOrder();
    var instead = "POST /deliveries/%d/replay".formatted(orderId);
    var record = DeadLetterTopic.await(Long.toString(orderId), 1).getFirst();

    http()
        .get()
        .uri("/dead-letters?orderId=" + orderId)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.items.length()")
        .isEqualTo(1)
        .jsonPath("$.data.items[0].exception_message")
        .isEqualTo(column(orderId, "last_error", String.class))
        .jsonPath("$.data.items[0].replay_with")
        .isEqualTo(instead);
    replay(record)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.count")
        .isEqualTo(0)
        .jsonPath("$.data.refused[0].code")
        .isEqualTo("REPLAYED_ELSEWHERE")
        .jsonPath("$.data.refused[0].message")
        .value(String.class, message -> assertThat(message).endsWith(instead));
  }

  private ResponseSpec replay(ConsumerRecord<?, ?> record) {
    return http()
        .post()
        .uri("/dead-letters/replays")
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            "{\"records\":[\"%s:%d:%d\"],\"requestedBy\":\"alice\",\"reason\":\"mended\"}"
                .formatted(record.topic(), record.partition(), record.offset()))
        .exchange();
  }
}

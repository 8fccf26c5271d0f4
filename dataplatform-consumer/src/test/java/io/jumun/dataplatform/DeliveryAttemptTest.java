package io.jumun.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.dataplatform.DataPlatform.Circuit;
import io.jumun.dataplatform.DataPlatform.Outcome;
import io.jumun.dataplatform.DeliveryPolicy.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

class DeliveryAttemptTest {

  private final Claim claim =
      new Claim(
          new PaidOrder(new UUID(0, 1), 1, "t", "{}", Map.of(), null, new PaidOrder.Position(0, 0)),
          new UUID(0, 2),
          0,
          Duration.ZERO);

  private static final RecordMetadata WRITTEN =
      new RecordMetadata(new TopicPartition(DeadLetterSender.TOPIC, 0), 0, 0, 0, 0, 0);

  private boolean topicIsAway;
  private int sent;

  @Test
  void parksWhatIsOnTheDeadLetterTopic() {
    assertThat(attempt(() -> new Outcome.Refused("bad")).make(claim))
        .isEqualTo(new Verdict.Park("bad"));
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void keepsWhatCannotBePutOnTheDeadLetterTopic() {
    topicIsAway = true;
    assertThat(attempt(() -> new Outcome.Refused("bad")).make(claim))
        .isEqualTo(new Verdict.TryAgain(Duration.ofSeconds(1), "bad"));
  }

  @Test
  void takesAnUnexpectedFailureForOneThatMayPass() {
    var verdict =
        attempt(
                () -> {
                  throw new StackOverflowError("deep");
                })
            .make(claim);
    assertThat(verdict)
        .isEqualTo(
            new Verdict.TryAgain(Duration.ofSeconds(1), "java.lang.StackOverflowError: deep"));
    assertThat(sent).isZero();
  }

  private DeliveryAttempt attempt(Supplier<Outcome> outcome) {
    var platform =
        new DataPlatform() {
          @Override
          public Outcome deliver(PaidOrder order) {
            return outcome.get();
          }

          @Override
          public Circuit circuit() {
            return Circuit.CLOSED;
          }
        };
    var policy =
        new DeliveryPolicy(
            Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24), () -> 1);
    return new DeliveryAttempt(platform, policy, new DeadLetterSender(new Topic(), "group"));
  }

  /** Acknowledges or fails at once. */
  private final class Topic extends KafkaTemplate<String, byte[]> {

    Topic() {
      super(new DefaultKafkaProducerFactory<>(Map.of()));
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> send(
        ProducerRecord<String, byte[]> record) {
      if (topicIsAway) {
        return CompletableFuture.failedFuture(new TimeoutException("no broker"));
      }
      sent++;
      return CompletableFuture.completedFuture(new SendResult<>(record, WRITTEN));
    }
  }
}

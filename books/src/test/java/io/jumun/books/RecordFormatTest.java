package io.jumun.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFormatTest {

  private static final String BODY =
      "{\"orderId\":7,\"userId\":1,\"reason\":\"OUT_OF_STOCK\",\"cancelledAt\":\"2026-11-22T12:00:00Z\"}";

  private final EventsReader reader = new EventsReader();

  @Test
  void whatTheDocumentsSayIsWellFormed() {
    reader.take(record("7", "io.jumun.OrderCancelled.v1", BODY));

    assertThat(reader.events().malformed()).isEmpty();
    assertThat(reader.events().byOrder().get(7L))
        .containsExactly(new Events.Seen(EventKind.ORDER_CANCELLED, null, "OUT_OF_STOCK"));
  }

  @ParameterizedTest
  @CsvSource({
    "stock.events, StockOutcomeRequested",
    "coupon.events, CouponOutcomeRequested",
    "balance.events, BalanceOutcomeRequested",
    "dataplatform.events, PaidOrderRequested"
  })
  void aQuestionIsNoticed(String topic, String question) {
    var type = "io.jumun." + question + ".v1";
    var body = question.startsWith("Paid") ? "{\"orderId\":7}" : "{\"orderId\":7,\"userId\":1}";
    reader.take(record(topic, "7", type, body));

    assertThat(EventTopics.isEvents(topic)).isTrue();
    assertThat(reader.events().malformed()).isEmpty();
    assertThat(reader.events().questions()).containsExactly(new Events.Question(7, type));
  }

  @Test
  void aRedeliveryCountsOnce() {
    var record = record("7", "io.jumun.OrderCancelled.v1", BODY);
    reader.take(record);
    reader.take(record);

    assertThat(reader.events().byOrder().get(7L)).hasSize(1);
  }

  @Test
  void aTypeThatNobodyKnowsMayLookAsItLikes() {
    reader.take(record("7", "io.jumun.OrderShipped.v9", "!"));

    assertThat(reader.events().malformed()).isEmpty();
    assertThat(reader.events().published()).containsKey(Topics.ORDER_EVENTS);
  }

  @Test
  void anInjectedRecordIsNotJudged() {
    var record = record("7", "io.jumun.OrderCancelled.v1", "!");
    record.headers().add(Books.INJECTED, new byte[] {1});
    reader.take(record);

    assertThat(reader.events().malformed()).isEmpty();
    assertThat(reader.events().published()).isEmpty();
    assertThat(reader.events().injectedFor()).containsExactly(7L);
  }

  @Test
  void aDeadLetterIsJudgedAlsoWhenItWasInjected() {
    var record = record("order.events-dlt", "7", "io.jumun.OrderCancelled.v1", "!");
    add(record, Books.INJECTED, "1");
    add(record, "kafka_dlt-original-consumer-group", "coupon-service");
    reader.take(record);

    assertThat(reader.events().deadLetters())
        .extracting(DeadLetter::group)
        .containsExactly("coupon-service");
  }

  @Test
  void aBodyHasToMatchItsSchema() {
    assertMalformed(record("7", "io.jumun.OrderCancelled.v1", "{\"orderId\":7}"), "required");
    assertMalformed(record("7", "io.jumun.OrderCancelled.v1", "{"), "not JSON");
  }

  @Test
  void theKeyIsTheOrder() {
    assertMalformed(record("8", "io.jumun.OrderCancelled.v1", BODY), "key 8 is not orderId 7");
  }

  @Test
  void aTypeBelongsOnItsTopic() {
    assertMalformed(
        record(
            "7",
            "io.jumun.StockReleased.v1",
            "{\"orderId\":7,\"lines\":[{\"productId\":1,\"quantity\":1}]}"),
        "does not belong");
    assertMalformed(
        record(Topics.SETTLEMENT_EVENTS, "7", "io.jumun.PaidOrderRequested.v1", "{\"orderId\":7}"),
        "does not belong");
  }

  @ParameterizedTest
  @CsvSource({"ce_id", "ce_specversion", "ce_subject", "ce_type", "content-type"})
  void noHeaderMayBeMissing(String header) {
    var record = record("7", "io.jumun.OrderCancelled.v1", BODY);
    record.headers().remove(header);

    assertMalformed(record, header);
  }

  private void assertMalformed(ConsumerRecord<String, byte[]> record, String why) {
    var fresh = new EventsReader();
    fresh.take(record);
    assertThat(fresh.events().malformed())
        .singleElement()
        .satisfies(fault -> assertThat(fault).contains(why));
  }

  private static ConsumerRecord<String, byte[]> record(String key, String type, String body) {
    return record(Topics.ORDER_EVENTS, key, type, body);
  }

  private static ConsumerRecord<String, byte[]> record(
      String topic, String key, String type, String body) {
    var record = new ConsumerRecord<>(topic, 0, 0, key, body.getBytes(StandardCharsets.UTF_8));
    add(record, "ce_id", UUID.randomUUID().toString());
    add(record, "ce_type", type);
    add(record, "ce_specversion", "1.0");
    add(record, "ce_subject", key);
    add(record, "content-type", "application/json");
    return record;
  }

  private static void add(ConsumerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

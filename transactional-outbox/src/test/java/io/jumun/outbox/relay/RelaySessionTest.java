package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Envelope;
import io.debezium.pipeline.DataChangeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelaySessionTest {

  private static final Schema ROW =
      SchemaBuilder.struct().field("type", Schema.STRING_SCHEMA).build();

  private static final Schema SOURCE = SchemaBuilder.struct().build();

  private final RelaySession session =
      new RelaySession("session", new UnreadCommits(), Duration.ZERO, Set.of("slow"), () -> {});

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void onlyRowsOfUnhurriedTypesMayWait() {
    assertThat(session.mayWait(insertOf("slow"))).isTrue();
    assertThat(session.mayWait(insertOf("fast"))).isFalse();
  }

  @Test
  void itsQueueKeepsThemBack() throws Exception {
    var queue = new WakingQueue<DataChangeEvent>();
    queue.configure(Map.of(RelaySession.ID, session.id()));
    queue.enqueue(insertOf("slow"));
    queue.transactionEnded();
    var count = WakingQueueTest.awaitedTransactionOf(queue);
    assertThat(count).isNotDone();

    queue.enqueue(insertOf("fast"));
    queue.transactionEnded();
    assertThat(count.get()).isEqualTo(2);
  }

  @Test
  void aHeartbeatHurriesNobody() {
    var schema = SchemaBuilder.struct().name("heartbeat").build();
    assertThat(session.mayWait(new DataChangeEvent(record(schema, new Struct(schema))))).isTrue();
  }

  private static DataChangeEvent insertOf(String type) {
    var envelope =
        Envelope.defineSchema()
            .withName("outbox.Envelope")
            .withRecord(ROW)
            .withSource(SOURCE)
            .build();
    var change =
        envelope.create(new Struct(ROW).put("type", type), new Struct(SOURCE), Instant.EPOCH);
    return new DataChangeEvent(record(envelope.schema(), change));
  }

  private static SourceRecord record(Schema schema, @Nullable Object value) {
    return new SourceRecord(Map.of(), Map.of(), "topic", schema, value);
  }
}

package io.jumun.faults.inside;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.Collection;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.postgresql.replication.LogSequenceNumber;

/**
 * The methods behind the crash points. Their advice is copied into them, so it may only call what
 * is public.
 */
final class Hooks {

  /**
   * Where pgjdbc sends COMMIT and ROLLBACK; commit() itself sends nothing when nothing was begun.
   * Read-only transactions do not count.
   */
  static final Hook COMMIT =
      new Hook(
          "org.postgresql.jdbc.PgConnection",
          named("executeTransactionCommand").and(takesArguments(1)),
          CommitAdvice.class);

  /** The relay asks for a row's record in order to send it. */
  static final Hook SEND =
      new Hook(
          "io.jumun.outbox.relay.EventPublisher",
          named("record").and(takesArguments(1)),
          SendAdvice.class);

  /** Returns when Kafka has acknowledged all rows. */
  static final Hook PUBLISH =
      new Hook(
          "io.jumun.outbox.relay.EventPublisher",
          named("publish").and(takesArguments(1)),
          PublishAdvice.class);

  /**
   * Where pgjdbc writes a status message to the walsender, the only way by which the server learns
   * what is confirmed. Most are keep-alives. The first confirmation of a stream may only repeat
   * where it started, so it never counts.
   */
  static final Hook ACKNOWLEDGE =
      new Hook(
          "org.postgresql.core.v3.replication.V3PGReplicationStream",
          named("updateStatusInternal").and(takesArguments(4)),
          AcknowledgeAdvice.class);

  /** What a listener container of Spring Kafka calls with synchronous commits, its default. */
  static final Hook OFFSET_COMMIT =
      new Hook(
          "org.apache.kafka.clients.consumer.KafkaConsumer",
          named("commitSync").and(takesArguments(2)).and(takesArgument(0, Map.class)),
          OffsetCommitAdvice.class);

  /** One HTTP request to the platform. */
  static final Hook DELIVERY =
      new Hook(
          "io.jumun.dataplatform.client.PlatformEndpoint",
          named("post").and(takesArguments(1)),
          DeliveryAdvice.class);

  private Hooks() {}

  static final class CommitAdvice {

    private CommitAdvice() {}

    @Advice.OnMethodEnter
    static void before(
        @Advice.Argument(0) Object command,
        @Advice.FieldValue("commitQuery") Object commit,
        @Advice.FieldValue("readOnly") boolean readOnly) {
      if (command.equals(commit) && !readOnly) {
        Crash.reached(CrashPoint.BEFORE_COMMIT);
      }
    }

    @Advice.OnMethodExit
    static void after(
        @Advice.Argument(0) Object command,
        @Advice.FieldValue("commitQuery") Object commit,
        @Advice.FieldValue("readOnly") boolean readOnly) {
      if (command.equals(commit) && !readOnly) {
        Crash.reached(CrashPoint.AFTER_COMMIT);
      }
    }
  }

  static final class SendAdvice {

    private SendAdvice() {}

    @Advice.OnMethodEnter
    static void before() {
      Crash.reached(CrashPoint.BEFORE_SEND);
    }
  }

  static final class PublishAdvice {

    private PublishAdvice() {}

    @Advice.OnMethodExit
    static void after(@Advice.Argument(0) Collection<?> rows) {
      if (!rows.isEmpty()) {
        Crash.reached(CrashPoint.AFTER_SEND);
      }
    }
  }

  static final class AcknowledgeAdvice {

    private AcknowledgeAdvice() {}

    @Advice.OnMethodEnter
    static boolean before(
        @Advice.Argument(1) LogSequenceNumber flushed,
        @Advice.FieldValue("explicitlyFlushedLSN") LogSequenceNumber confirmed) {
      boolean moves = confirmed.asLong() != 0 && flushed.compareTo(confirmed) > 0;
      if (moves) {
        Crash.reached(CrashPoint.BEFORE_ACKNOWLEDGE);
      }
      return moves;
    }

    @Advice.OnMethodExit
    static void after(@Advice.Enter boolean moved) {
      if (moved) {
        Crash.reached(CrashPoint.AFTER_ACKNOWLEDGE);
      }
    }
  }

  static final class OffsetCommitAdvice {

    private OffsetCommitAdvice() {}

    @Advice.OnMethodEnter
    static void before() {
      Crash.reached(CrashPoint.BEFORE_OFFSET_COMMIT);
    }

    @Advice.OnMethodExit
    static void after() {
      Crash.reached(CrashPoint.AFTER_OFFSET_COMMIT);
    }
  }

  static final class DeliveryAdvice {

    private DeliveryAdvice() {}

    @Advice.OnMethodEnter
    static void before() {
      Crash.reached(CrashPoint.BEFORE_DELIVERY);
    }

    @Advice.OnMethodExit
    static void after() {
      Crash.reached(CrashPoint.AFTER_DELIVERY);
    }
  }
}

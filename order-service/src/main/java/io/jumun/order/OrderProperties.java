package io.jumun.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code jumun.order}.
 *
 * @param deadline after which a PENDING order is cancelled; stored with each order
 * @param answerGrace how much longer than the deadline a request waits before it is told that the
 *     outcome is unknown
 * @param idempotencyRetention how long a key is remembered, at least 24 hours
 * @param maxOpen most requests that this replica lets wait at a time; unless it is set, or set to
 *     0, as many as half of the heap has room for
 * @param maxOpenPerUser most PENDING orders of a user; what is placed at the same moment may exceed
 *     it
 * @param committers threads that store new orders
 * @param maxCommit most orders stored in one transaction
 * @param cancelUnknown whether what the others hold for orders that this database does not have is
 *     undone. Off, because such orders are missing only after a restore or a failover that lost
 *     them, and clients may have been told that they are paid: a person decides
 * @param sweepInterval pause between looks for orders past their deadline
 * @param pollInterval pause between looks for outcomes whose notification was lost
 * @param cleanUpInterval pause between removals of old keys
 */
@Validated
@ConfigurationProperties("jumun.order")
record OrderProperties(
    @DefaultValue("5s") @DurationMin(millis = 1) Duration deadline,
    @DefaultValue("10s") @DurationMin Duration answerGrace,
    @DefaultValue("48h") @DurationMin(hours = 24) Duration idempotencyRetention,
    @DefaultValue("0") @PositiveOrZero int maxOpen,
    @DefaultValue("100") @Positive int maxOpenPerUser,
    @DefaultValue("1") @Positive int committers,
    @DefaultValue("500") @Positive @Max(5_000) int maxCommit,
    @DefaultValue("false") boolean cancelUnknown,
    @DefaultValue("500ms") @DurationMin(millis = 1) Duration sweepInterval,
    @DefaultValue("250ms") @DurationMin(millis = 1) Duration pollInterval,
    @DefaultValue("10m") @DurationMin(millis = 1) Duration cleanUpInterval) {

  /** Measured, and rounded up: buffers of its connection, and its thread's stack. */
  private static final int HEAP_OF_A_WAITING_REQUEST = 160 * 1024;

  OrderProperties {
    if (maxOpen == 0) {
      maxOpen = roomIn(Runtime.getRuntime().maxMemory());
    }
  }

  /** Requests that may wait: what serves them needs the other half. */
  static int roomIn(long heap) {
    return Math.clamp(heap / 2 / HEAP_OF_A_WAITING_REQUEST, 1, Integer.MAX_VALUE);
  }
}

package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something that a schedule did, or that happened in it. Each has to happen now and then. */
public enum Fact {
  // What the schedule did to the saga.
  CRASHED_BEFORE_COMMIT(true),
  CRASHED_AFTER_COMMIT(true),
  REBALANCED(true),
  ZOMBIE_COMMITTED(true),
  ZOMBIE_GAVE_UP(true),
  OFFSETS_REWOUND(true),
  RELAY_CRASHED(true),
  OUTBOX_REPUBLISHED(true),
  RECORD_DUPLICATED(true),
  TOPIC_DELAYED(true),
  RECORD_SET_ASIDE(true),
  CANCEL_LOST(true),
  COMMIT_STAYED_UNSEEN(true),
  DEADLINE_PASSED(true),
  SWEPT(true),
  STATED(true),

  // What came of it.
  EVENT_HANDLED,
  WAITED_FOR_A_LOCK,
  KEY_TAKEN_BY_ANOTHER,
  UNSEEN_ORDER_AWAITED,
  FENCED,
  STOCK_FENCED,
  LATE_STEP_REFUSED,
  DUPLICATE_STEP_IGNORED,
  DUPLICATE_CANCEL_IGNORED,
  PAYMENT_AFTER_CANCEL,
  FAILURE_AFTER_CANCEL,
  DUPLICATE_PAYMENT_IGNORED,
  PAYMENT_MET_PASSED_DEADLINE,
  SWEEP_CANCELLED,
  EVERYTHING_REDELIVERED,
  ALL_PAID_AS_THEY_MUST,
  LEFTOVER_FOUND,
  NOTHING_LEFT_OVER,
  CANCEL_TOLD_AGAIN,
  PAYMENT_TOLD_AGAIN,

  ORDER_CREATED,
  ORDER_PAID,
  ORDER_CANCELLED,
  STOCK_RESERVED,
  STOCK_RESERVATION_FAILED,
  STOCK_OUTCOME_REQUESTED,
  STOCK_RELEASED,
  COUPON_USED,
  COUPON_REJECTED,
  COUPON_OUTCOME_REQUESTED,
  COUPON_RESTORED,
  BALANCE_DEDUCTED,
  BALANCE_DEDUCTION_FAILED,
  BALANCE_OUTCOME_REQUESTED,
  BALANCE_REFUNDED;

  private static final Map<String, Fact> BY_EVENT =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  fact -> fact.name().replace("_", "").toLowerCase(Locale.ROOT),
                  Function.identity()));
  private static final ClassValue<Fact> OF_EVENT =
      new ClassValue<>() {
        @Override
        protected Fact computeValue(Class<?> type) {
          var fact = BY_EVENT.get(type.getSimpleName().toLowerCase(Locale.ROOT));
          if (fact == null) {
            throw new IllegalStateException("Nothing counts " + type);
          }
          return fact;
        }
      };

  private final boolean injected;

  Fact() {
    this(false);
  }

  Fact(boolean injected) {
    this.injected = injected;
  }

  /** Whether the schedule did it. */
  boolean isInjected() {
    return injected;
  }

  static Fact of(SagaEvent event) {
    return OF_EVENT.get(event.getClass());
  }
}

package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Outcomes as the text of a PostgreSQL notification: {@code 12=18000 13=OUT_OF_STOCK}. A reason
 * that a newer replica knows is left out: the poller asks the table.
 */
final class OutcomeNotice {

  static final String CHANNEL = "order_outcomes";

  /** PostgreSQL refuses 8,000 bytes and more. */
  static final int LONGEST = 7_900;

  private OutcomeNotice() {}

  static List<String> write(List<Outcome> outcomes) {
    var notices = new ArrayList<String>();
    var notice = new StringBuilder();
    for (var outcome : outcomes) {
      var text = write(outcome);
      if (!notice.isEmpty() && notice.length() + 1 + text.length() > LONGEST) {
        notices.add(notice.toString());
        notice.setLength(0);
      }
      notice.append(notice.isEmpty() ? "" : " ").append(text);
    }
    if (!notice.isEmpty()) {
      notices.add(notice.toString());
    }
    return notices;
  }

  private static String write(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Paid paid -> paid.orderId() + "=" + paid.finalAmount();
      case Outcome.Cancelled cancelled -> cancelled.orderId() + "=" + cancelled.reason();
    };
  }

  static List<Outcome> read(String notice) {
    return Arrays.stream(notice.split(" ")).flatMap(OutcomeNotice::readOne).toList();
  }

  private static Stream<Outcome> readOne(String text) {
    try {
      var separator = text.indexOf('=');
      var orderId = Long.parseLong(text, 0, Math.max(separator, 0), 10);
      var end = text.substring(separator + 1);
      return Stream.of(
          Character.isDigit(end.charAt(0))
              ? new Outcome.Paid(orderId, Long.parseLong(end))
              : new Outcome.Cancelled(orderId, CancelReason.valueOf(end)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Stream.empty();
    }
  }
}

package io.jumun.order;

import java.sql.SQLException;

/** A transaction that was to store new orders failed. */
@SuppressWarnings("serial")
final class IntakeFailure extends RuntimeException {

  private final boolean commitWasSent;

  IntakeFailure(RuntimeException cause, boolean commitWasSent) {
    super(cause.toString(), cause);
    this.commitWasSent = commitWasSent;
  }

  /** Whether the orders may be stored in spite of it. */
  boolean commitWasSent() {
    return commitWasSent;
  }

  /** Whether one order may be at fault, and the others could be stored without it. */
  boolean isOfOneOrder() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        var state = String.valueOf(sql.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
      }
    }
    return true;
  }
}

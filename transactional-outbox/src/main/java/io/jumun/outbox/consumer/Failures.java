package io.jumun.outbox.consumer;

import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells what may pass from what never will. */
final class Failures {

  private Failures() {}

  /**
   * Whether trying again can help. Anything the database or the broker says may pass, down to a
   * full disk or a missing grant that an operator mends, except that the data itself breaks a rule
   * (SQL state classes 22 and 23). A unique violation may pass: it is another delivery of the same
   * event that was faster, and the next try sees its row. An exception of our own code never
   * passes.
   */
  static boolean mayPass(Throwable failure) {
    boolean external = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().equals("23505") || !breaksARule(sql.getSQLState());
      }
      external |=
          cause instanceof SQLException
              || cause instanceof DataAccessException
              || cause instanceof TransactionException
              || cause instanceof KafkaException;
    }
    return external;
  }

  private static boolean breaksARule(String sqlState) {
    return sqlState.startsWith("22") || sqlState.startsWith("23");
  }
}

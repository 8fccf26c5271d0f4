package io.jumun.outbox.relay;

/**
 * Ends the engine; the supervisor starts it again. Deliberately not one of Kafka Connect's
 * retriable exceptions: for those the engine would go on with the next batch and leave this one
 * out.
 */
@SuppressWarnings("serial")
final class RelayException extends RuntimeException {

  RelayException(String message, Throwable cause) {
    super(message, cause);
  }

  RelayException(String message) {
    super(message);
  }
}

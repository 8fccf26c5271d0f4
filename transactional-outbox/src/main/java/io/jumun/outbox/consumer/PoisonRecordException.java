package io.jumun.outbox.consumer;

/** A record that no number of retries can make good; it goes to the dead-letter topic. */
@SuppressWarnings("serial")
final class PoisonRecordException extends RuntimeException {

  PoisonRecordException(RuntimeException cause) {
    super(cause.toString(), cause);
  }
}

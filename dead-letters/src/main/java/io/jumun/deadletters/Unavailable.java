package io.jumun.deadletters;

import io.jumun.http.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Answers 503: nothing is wrong with the request, only with the time. */
final class Unavailable {

  private static final Logger log = LoggerFactory.getLogger(Unavailable.class);

  private Unavailable() {}

  static ApiException broker(String problem) {
    log.warn("Dead letters cannot be read: {}", problem);
    return answer(
        "BROKER_UNAVAILABLE", "Kafka does not answer in time; nothing was done. Try again later.");
  }

  static ApiException busy() {
    return answer("TOO_MANY_READERS", "Others are reading the dead letters. Try again later.");
  }

  static ApiException database(Exception e) {
    log.warn("The audit trail of replays cannot be used", e);
    return answer(
        "AUDIT_UNAVAILABLE",
        "The audit trail cannot be read or written. Look at it before you repeat a replay.");
  }

  private static ApiException answer(String code, String message) {
    return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, code, message)
        .with(HttpHeaders.RETRY_AFTER, "5");
  }
}

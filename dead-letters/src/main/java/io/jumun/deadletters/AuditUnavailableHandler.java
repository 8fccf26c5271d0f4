package io.jumun.deadletters;

import io.jumun.http.Envelope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that is away is no fault of this module: it says what that means for a replay. */
@RestControllerAdvice(assignableTypes = {DeadLetterController.class, ReplayController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class AuditUnavailableHandler {

  @ExceptionHandler
  ResponseEntity<Envelope<Void>> handle(DataAccessException e) {
    var answer = Unavailable.database(e);
    return ResponseEntity.status(answer.status())
        .headers(answer.headers())
        .body(Envelope.fail(answer.code(), answer.getMessage()));
  }
}

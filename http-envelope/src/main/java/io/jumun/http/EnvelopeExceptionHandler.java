package io.jumun.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** The one place where an exception becomes an answer. */
@RestControllerAdvice
class EnvelopeExceptionHandler extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(EnvelopeExceptionHandler.class);

  static Envelope<Void> envelope(HttpStatusCode status, String problem) {
    var known = HttpStatus.resolve(status.value());
    if (known == HttpStatus.BAD_REQUEST) {
      return Envelope.fail(ErrorCodes.INVALID_REQUEST, problem);
    }
    if (known == null || known.is5xxServerError()) {
      return Envelope.fail(
          ErrorCodes.INTERNAL_SERVER_ERROR, ErrorCodes.INTERNAL_SERVER_ERROR_MESSAGE);
    }
    return Envelope.fail(known.name(), problem);
  }

  @ExceptionHandler
  ResponseEntity<Object> handle(ApiException e) {
    return ResponseEntity.status(e.status())
        .headers(e.headers())
        .contentType(MediaType.APPLICATION_JSON)
        .body(Envelope.fail(e.code(), e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Object> handle(ConstraintViolationException e) {
    return invalid(
        e.getConstraintViolations().stream()
            .sorted(Comparator.comparing(v -> v.getPropertyPath().toString()))
            .map(EnvelopeExceptionHandler::problem)
            .collect(Collectors.joining("; ")));
  }

  @ExceptionHandler
  ResponseEntity<Object> handleAnythingElse(Exception e) {
    log.error("Unexpected failure of a request", e);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, new HttpHeaders(), "");
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(
        e.getBindingResult().getFieldErrors().stream()
            .sorted(Comparator.comparing(FieldError::getField))
            .map(error -> error.getField() + ": " + error.getDefaultMessage())
            .collect(Collectors.joining("; ")));
  }

  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(
        e.getParameterValidationResults().stream()
            .flatMap(EnvelopeExceptionHandler::problems)
            .sorted()
            .collect(Collectors.joining("; ")));
  }

  private static Stream<String> problems(ParameterValidationResult result) {
    if (result instanceof ParameterErrors body) {
      return body.getFieldErrors().stream()
          .map(error -> error.getField() + ": " + error.getDefaultMessage());
    }
    var name =
        Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "request");
    return result.getResolvableErrors().stream()
        .map(error -> name + ": " + error.getDefaultMessage());
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(unreadable(e));
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      org.springframework.beans.TypeMismatchException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : Objects.requireNonNullElse(e.getPropertyName(), "request");
    return invalid(name + ": not a valid value");
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(status, headers, detail(e, status));
  }

  private static String detail(Exception e, HttpStatusCode status) {
    var detail =
        e instanceof org.springframework.web.ErrorResponse response
            ? response.getBody().getDetail()
            : null;
    if (detail != null) {
      return detail;
    }
    var known = HttpStatus.resolve(status.value());
    return known == null ? "" : known.getReasonPhrase();
  }

  private static ResponseEntity<Object> invalid(String problem) {
    return answer(HttpStatus.BAD_REQUEST, new HttpHeaders(), problem);
  }

  private static ResponseEntity<Object> answer(
      HttpStatusCode status, HttpHeaders headers, String problem) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .body(envelope(status, problem));
  }

  /**
   * Names the field, never the value: values may be secrets, and are never trusted in an answer.
   */
  private static String unreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json && !json.getPath().isEmpty()) {
        return pathOf(json) + ": not a valid value";
      }
    }
    return "body: not valid JSON of the expected form";
  }

  private static String pathOf(JacksonException json) {
    var path =
        json.getPath().stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
            .collect(Collectors.joining());
    return path.startsWith(".") ? path.substring(1) : path;
  }

  private static String problem(ConstraintViolation<?> violation) {
    return violation.getPropertyPath() + ": " + violation.getMessage();
  }
}

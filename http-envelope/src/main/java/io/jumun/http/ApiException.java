package io.jumun.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** An answer other than success, thrown by a controller and sent as an {@link Envelope}. */
@SuppressWarnings("serial") // never serialized: it ends in the same JVM's exception handler
public final class ApiException extends RuntimeException {

  private final HttpStatus status;
  private final String code;
  private final HttpHeaders headers = new HttpHeaders();

  public ApiException(HttpStatus status, String code, String message) {
    super(message, null, false, false); // an answer, not a fault: nobody reads its stack
    this.status = status;
    this.code = code;
  }

  /** A request that cannot be carried out as it stands: 400 {@code INVALID_REQUEST}. */
  public static ApiException invalid(String field, String problem) {
    return new ApiException(
        HttpStatus.BAD_REQUEST, ErrorCodes.INVALID_REQUEST, field + ": " + problem);
  }

  public static ApiException notFound(String code, String message) {
    return new ApiException(HttpStatus.NOT_FOUND, code, message);
  }

  public ApiException with(String header, String value) {
    headers.set(header, value);
    return this;
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public String getMessage() {
    return java.util.Objects.requireNonNull(super.getMessage());
  }
}

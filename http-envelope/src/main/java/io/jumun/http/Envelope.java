package io.jumun.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer: {@code {status, code?, message?, data?}}.
 *
 * @param status SUCCESS, FAIL or PENDING
 * @param code what went wrong, for programs; absent on success
 * @param message for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope<T>(
    Status status, @Nullable String code, @Nullable String message, @Nullable T data) {

  /** How the request ended, or that it has not ended yet. */
  public enum Status {
    SUCCESS,
    FAIL,
    PENDING
  }

  public static <T> Envelope<T> success(T data) {
    return new Envelope<>(Status.SUCCESS, null, null, data);
  }

  public static <T> Envelope<T> success(String message, T data) {
    return new Envelope<>(Status.SUCCESS, null, message, data);
  }

  public static <T> Envelope<T> pending(T data) {
    return new Envelope<>(Status.PENDING, null, null, data);
  }

  public static Envelope<Void> fail(String code, String message) {
    return new Envelope<>(Status.FAIL, code, message, null);
  }
}

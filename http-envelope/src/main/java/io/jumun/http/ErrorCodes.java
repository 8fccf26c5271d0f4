package io.jumun.http;

/** Codes that any service may answer with; codes of one context live in that context. */
public final class ErrorCodes {

  public static final String INVALID_REQUEST = "INVALID_REQUEST";

  /** There is no valid token: 401. */
  public static final String UNAUTHENTICATED = "UNAUTHENTICATED";

  /** The token does not allow it: 403. */
  public static final String FORBIDDEN = "FORBIDDEN";

  /** The caller calls too often: 429. */
  public static final String TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS";

  /** The issuer's keys are needed and cannot be had: 503. */
  public static final String ISSUER_UNAVAILABLE = "ISSUER_UNAVAILABLE";

  public static final String INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR";

  /** The message that goes with {@link #INTERNAL_SERVER_ERROR} on {@code POST /orders}. */
  public static final String INTERNAL_SERVER_ERROR_MESSAGE =
      "주문 처리 중 서버 오류가 발생했습니다. 잠시 후 다시 시도해주세요.";

  private ErrorCodes() {}
}

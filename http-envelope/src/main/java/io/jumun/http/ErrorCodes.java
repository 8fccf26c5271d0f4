package io.jumun.http;

/** Codes that any service may answer with; codes of one context live in that context. */
public final class ErrorCodes {

  public static final String INVALID_REQUEST = "INVALID_REQUEST";
  public static final String INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR";

  /** The message that goes with {@link #INTERNAL_SERVER_ERROR} on {@code POST /orders}. */
  public static final String INTERNAL_SERVER_ERROR_MESSAGE =
      "주문 처리 중 서버 오류가 발생했습니다. 잠시 후 다시 시도해주세요.";

  private ErrorCodes() {}
}

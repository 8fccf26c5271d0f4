package io.jumun.access;

import io.jumun.http.Envelope;
import io.jumun.http.ErrorCodes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** How those are answered who may not. What was wrong with a token is theirs to find out. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final JsonMapper json;
  private final CallerLimits limits;

  /**
   * @param limits of remote addresses that have no valid token
   */
  Refusals(JsonMapper json, CallerLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
      throws IOException {
    if (problem instanceof AuthenticationServiceException) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      answer(
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          ErrorCodes.ISSUER_UNAVAILABLE,
          "No token can be checked just now.");
      return;
    }
    var wait = limits.waitOf(request.getRemoteAddr());
    if (wait.isPositive()) {
      tooMany(response, wait);
      return;
    }
    var invalid = problem instanceof OAuth2AuthenticationException;
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE, invalid ? "Bearer error=\"invalid_token\"" : "Bearer");
    answer(
        response,
        HttpStatus.UNAUTHORIZED,
        ErrorCodes.UNAUTHENTICATED,
        invalid ? "The token is not valid." : "A token is needed.");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException problem)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    answer(response, HttpStatus.FORBIDDEN, ErrorCodes.FORBIDDEN, "The token does not allow this.");
  }

  void tooMany(HttpServletResponse response, Duration wait) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
    answer(
        response,
        HttpStatus.TOO_MANY_REQUESTS,
        ErrorCodes.TOO_MANY_REQUESTS,
        "Too many requests; wait.");
  }

  private void answer(HttpServletResponse response, HttpStatus status, String code, String message)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getOutputStream().write(json.writeValueAsBytes(Envelope.fail(code, message)));
  }
}

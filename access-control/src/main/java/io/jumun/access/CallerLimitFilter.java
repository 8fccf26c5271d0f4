package io.jumun.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stops a caller with a token who calls too often; {@link Refusals} those without one. */
final class CallerLimitFilter extends OncePerRequestFilter {

  private final CallerLimits limits;
  private final Refusals refusals;

  CallerLimitFilter(CallerLimits limits, Refusals refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var wait =
        SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken caller
            ? limits.waitOf(caller.getName())
            : Duration.ZERO;
    if (wait.isPositive()) {
      refusals.tooMany(response, wait);
    } else {
      chain.doFilter(request, response);
    }
  }
}

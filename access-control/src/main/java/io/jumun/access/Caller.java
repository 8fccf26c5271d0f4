package io.jumun.access;

import io.jumun.http.ApiException;
import io.jumun.http.ErrorCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who sends the request that the current thread handles. In mode {@code open}: everybody. */
public final class Caller {

  private final boolean open;

  Caller(boolean open) {
    this.open = open;
  }

  /** Whether the request is this user's own. */
  public boolean is(long userId) {
    if (open) {
      return true;
    }
    var caller = authentication();
    return caller != null && Long.toString(userId).equals(caller.getName());
  }

  /**
   * @throws ApiException 403 when the request is not this user's own
   */
  public void mustBe(long userId) {
    if (!is(userId)) {
      throw notYours();
    }
  }

  /**
   * @throws ApiException 403 when the request is not this user's own and has not the scope either
   */
  public void mustBeOrHave(long userId, String scope) {
    if (!is(userId) && !has(scope)) {
      throw notYours();
    }
  }

  private static boolean has(String scope) {
    var caller = authentication();
    return caller != null
        && caller.getAuthorities().stream()
            .anyMatch(held -> TokenAccess.authority(scope).equals(held.getAuthority()));
  }

  private static @Nullable Authentication authentication() {
    return SecurityContextHolder.getContext().getAuthentication();
  }

  private static ApiException notYours() {
    return new ApiException(
        HttpStatus.FORBIDDEN, ErrorCodes.FORBIDDEN, "userId: not the user of the token");
  }
}

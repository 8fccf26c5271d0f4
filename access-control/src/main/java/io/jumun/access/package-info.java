/**
 * Who may do what: every request shows a token of the issuer, and a route that a service has not
 * opened in its {@link io.jumun.access.AccessRules} is closed.
 *
 * <p>Guarantees: a token counts only if the issuer signed it with one of its own keys, for this
 * audience, and it has not expired; no session, no cookie; whoever calls too often is answered 429
 * before anything is read or done for them. A service starts and keeps serving while the issuer is
 * away, as long as it has seen the issuer's keys within a day. With {@code
 * jumun.security.mode=open} nobody is asked for anything.
 */
@NullMarked
package io.jumun.access;

import org.jspecify.annotations.NullMarked;

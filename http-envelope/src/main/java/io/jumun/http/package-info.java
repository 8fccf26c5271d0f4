/**
 * What every HTTP answer of Jumun has in common: the {@link io.jumun.http.Envelope}, strict JSON
 * requests, a body limit, and one place where errors become answers.
 *
 * <p>Guarantees to clients: every answer with a body is an envelope in JSON, whatever went wrong
 * and wherever; no request, however malformed, is answered with a 5xx; fields of answers are
 * snake_case, fields of requests camelCase; an unknown field in a request is refused rather than
 * ignored.
 */
@NullMarked
package io.jumun.http;

import org.jspecify.annotations.NullMarked;

package io.jumun.order.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@code Prefer} header (RFC 7240) asks for. */
final class Preferences {

  static final String RESPOND_ASYNC = "respond-async";

  private Preferences() {}

  /**
   * @param headers null when there is none
   */
  static boolean respondAsync(@Nullable List<String> headers) {
    return headers != null
        && headers.stream()
            .map(header -> header.replaceAll("\"[^\"]*\"", ""))
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(preference -> preference.split(";", 2)[0].strip())
            .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
  }
}

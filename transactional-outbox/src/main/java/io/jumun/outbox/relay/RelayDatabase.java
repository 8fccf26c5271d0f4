package io.jumun.outbox.relay;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the outbox is and as whom it is read.
 *
 * @param tls what the JDBC URL says about the connection's security, by parameter: {@code sslmode},
 *     {@code sslrootcert}, …
 */
record RelayDatabase(
    String host,
    String port,
    String name,
    String username,
    String password,
    String slotName,
    Map<String, String> tls) {

  private static final String SCHEME = "jdbc:postgresql:";
  private static final int DEFAULT_PORT = 5432;
  private static final String TLS_PREFIX = "ssl";

  /**
   * @param jdbcUrl {@code jdbc:postgresql://host[:port]/database[?…]}: one host, because a slot is
   *     on one server
   */
  static RelayDatabase of(String jdbcUrl, String username, String password, String slotName) {
    var location = URI.create(jdbcUrl.substring("jdbc:".length()));
    if (!jdbcUrl.startsWith(SCHEME)
        || location.getHost() == null
        || location.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "The relay needs a URL of the form jdbc:postgresql://host:port/database");
    }
    int port = location.getPort() == -1 ? DEFAULT_PORT : location.getPort();
    return new RelayDatabase(
        location.getHost(),
        Integer.toString(port),
        location.getPath().substring(1),
        username,
        password,
        slotName,
        tls(location.getRawQuery()));
  }

  private static Map<String, String> tls(@Nullable String query) {
    return Stream.of(query == null ? new String[0] : query.split("&"))
        .filter(parameter -> parameter.startsWith(TLS_PREFIX))
        .map(parameter -> parameter.split("=", 2))
        .filter(parameter -> parameter.length == 2)
        .collect(
            Collectors.toMap(
                parameter -> parameter[0],
                parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8),
                (_, last) -> last));
  }

  /** The password is for PostgreSQL alone. */
  @Override
  public String toString() {
    return "%s@%s:%s/%s".formatted(username, host, port, name);
  }
}

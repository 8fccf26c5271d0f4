package io.jumun.outbox.relay;

import java.net.URI;

/** Where the outbox is and as whom it is read. */
record RelayDatabase(
    String host, String port, String name, String username, String password, String slotName) {

  private static final String SCHEME = "jdbc:postgresql:";
  private static final int DEFAULT_PORT = 5432;

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
        slotName);
  }

  /** The password is for PostgreSQL alone. */
  @Override
  public String toString() {
    return "%s@%s:%s/%s".formatted(username, host, port, name);
  }
}

package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayDatabaseTest {

  @Test
  void isWhereTheDataSourceIs() {
    var database = of("jdbc:postgresql://db.example.com:6432/orders");

    assertThat(database.host()).isEqualTo("db.example.com");
    assertThat(database.port()).isEqualTo("6432");
    assertThat(database.name()).isEqualTo("orders");
    assertThat(database.tls()).isEmpty();
    assertThat(of("jdbc:postgresql://db/orders").port()).isEqualTo("5432");
  }

  @Test
  void isSecuredAsTheDataSourceIs() {
    var database =
        of(
            "jdbc:postgresql://db/orders?sslmode=verify-full&sslrootcert=/certs/the%20ca.crt"
                + "&sslcert=/certs/tls.crt&sslkey=/certs/tls.pk8&connectTimeout=2");

    assertThat(database.tls())
        .containsOnly(
            entry("sslmode", "verify-full"),
            entry("sslrootcert", "/certs/the ca.crt"),
            entry("sslcert", "/certs/tls.crt"),
            entry("sslkey", "/certs/tls.pk8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://db/orders",
        "jdbc:postgresql://one:5432,two:5432/orders",
        "jdbc:postgresql://db:port/orders"
      })
  void isOnOneServer(String url) {
    assertThatThrownBy(() -> of(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotTellItsPassword() {
    assertThat(of("jdbc:postgresql://db/orders")).asString().doesNotContain("secret");
  }

  private static RelayDatabase of(String url) {
    return RelayDatabase.of(url, "relay", "secret", "slot");
  }
}

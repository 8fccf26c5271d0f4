package io.jumun.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=development-issuer", "management.server.port=0"})
class DevelopmentIssuerTest {

  private static final ParameterizedTypeReference<Map<String, Object>> JSON =
      new ParameterizedTypeReference<>() {};

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @Test
  void givesATokenForAnyUser() throws Exception {
    var token = token("customer", "grant_type=client_credentials&scope=orders&user=42");

    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("42");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("jumun");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:8085");
    assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly("orders");
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    var keys = Objects.requireNonNull(json(get(port, "/oauth2/jwks").expectStatus().isOk()));
    var key = JWKSet.parse(keys).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"shop-admin,shop:admin", "operator,dead-letters", "prometheus,metrics"})
  void givesEachClientItsScope(String client, String scope) throws Exception {
    var token = token(client, "grant_type=client_credentials&scope=" + scope);
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(client);
    assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly(scope);
    ask(client, client + "-development-only", "grant_type=client_credentials&scope=orders")
        .expectStatus()
        .isBadRequest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&user=", "&user=x", "&user=0", "&user=1&user=2"})
  void needsAUser(String user) {
    ask(
            "customer",
            "customer-development-only",
            "grant_type=client_credentials&scope=orders" + user)
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void givesNothingToStrangers() {
    ask("customer", "guess", "grant_type=client_credentials&user=1")
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void tellsWhereItsKeysAre() {
    var metadata =
        get(port, "/.well-known/openid-configuration")
            .expectStatus()
            .isOk()
            .expectBody(JSON)
            .returnResult()
            .getResponseBody();
    assertThat(metadata)
        .containsEntry("issuer", "http://localhost:8085")
        .containsEntry("jwks_uri", "http://localhost:8085/oauth2/jwks");
  }

  @Test
  void showsItsHealth() {
    get(managementPort, "/actuator/health/readiness").expectStatus().isOk();
    get(managementPort, "/actuator").expectStatus().is4xxClientError();
  }

  private SignedJWT token(String client, String form) throws Exception {
    var answer =
        ask(client, client + "-development-only", form)
            .expectStatus()
            .isOk()
            .expectBody(JSON)
            .returnResult()
            .getResponseBody();
    return SignedJWT.parse(
        (String) Objects.requireNonNull(Objects.requireNonNull(answer).get("access_token")));
  }

  private ResponseSpec ask(String client, String secret, String form) {
    return RestTestClient.bindToServer()
        .build()
        .post()
        .uri(URI.create("http://localhost:%d/oauth2/token".formatted(port)))
        .headers(headers -> headers.setBasicAuth(client, secret))
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(form)
        .exchange();
  }

  private static ResponseSpec get(int port, String path) {
    return RestTestClient.bindToServer()
        .build()
        .get()
        .uri(URI.create("http://localhost:" + port + path))
        .exchange();
  }

  private static @org.jspecify.annotations.Nullable String json(ResponseSpec response) {
    return response.expectBody(String.class).returnResult().getResponseBody();
  }
}

package io.jumun.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;

/** Which tokens count. */
@TestPropertySource(properties = "jumun.security.refusals-per-second=10000")
class TokenTest extends GuardedServiceTest {

  private static final String MINE = "/things/7";

  @AfterEach
  void comesBack() {
    ISSUER.setAway(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "at+jwt", "jwt"})
  void acceptsBothTypes(String typ) {
    accepted(sign(ISSUER.header().type(new JOSEObjectType(typ)), good()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "application/at+jwt", "x"})
  @NullSource
  void acceptsNoOtherType(String typ) {
    rejected(sign(ISSUER.header().type(typ == null ? null : new JOSEObjectType(typ)), good()));
  }

  @Test
  void needsAToken() {
    var response = get(MINE, null);
    refused(response, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    assertThat(response.returnResult().getResponseHeaders().getFirst("WWW-Authenticate"))
        .isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9.e30.", "ü", "a b"})
  void rejectsGarbage(String token) {
    rejected(new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @Test
  void rejectsATokenInTheAddress() {
    refused(
        get(MINE + "?access_token=" + ISSUER.token("7", Scopes.ORDERS), null),
        HttpStatus.UNAUTHORIZED,
        "UNAUTHENTICATED");
  }

  @Test
  void rejectsAnotherIssuer() {
    rejected(sign(ISSUER.header(), good().issuer("http://elsewhere")));
    rejected(sign(ISSUER.header(), good().issuer(null)));
  }

  @Test
  void rejectsAnotherAudience() {
    rejected(sign(ISSUER.header(), good().audience("another")));
    rejected(sign(ISSUER.header(), good().audience((String) null)));
  }

  @Test
  void rejectsWhatHasExpiredOrIsNotValidYetOrForever() {
    var now = Instant.now();
    rejected(sign(ISSUER.header(), expiring(now.minusSeconds(60))));
    accepted(sign(ISSUER.header(), expiring(now.minusSeconds(5)))); // clocks differ a little
    rejected(sign(ISSUER.header(), good().expirationTime(null)));
    rejected(sign(ISSUER.header(), good().notBeforeTime(Date.from(now.plusSeconds(90)))));
  }

  @Test
  void rejectsATokenOfNobody() {
    rejected(sign(ISSUER.header(), good().subject(null)));
  }

  @Test
  void rejectsATokenThatNobodySigned() {
    rejected(new PlainJWT(good().build()).serialize());
  }

  @Test
  void rejectsASecretMadeOfThePublicKey() throws JOSEException {
    rejected(
        sign(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(ISSUER.key().getKeyID()),
            new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded())));
  }

  @Test
  void rejectsAnotherKeyUnderTheSameName() throws JOSEException {
    var other = new RSAKeyGenerator(2048).generate();
    rejected(sign(ISSUER.header(), new RSASSASigner(other)));
  }

  @Test
  void rejectsAnAlgorithmThatDoesNotFitTheKey() throws JOSEException {
    var other = new ECKeyGenerator(Curve.P_256).generate();
    rejected(
        sign(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(ISSUER.key().getKeyID()),
            new ECDSASigner(other)));
  }

  @Test
  void followsNoAddressAndTrustsNoKeyInAToken() throws Exception {
    var own = new RSAKeyGenerator(2048).keyID("own").generate();
    try (var trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = URI.create("http://localhost:%d/keys".formatted(trap.getLocalPort()));
      rejected(
          sign(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .type(JOSEObjectType.JWT)
                  .keyID("own")
                  .jwk(own.toPublicJWK())
                  .jwkURL(address)
                  .x509CertURL(address),
              new RSASSASigner(own)));
      trap.setSoTimeout(200);
      org.assertj.core.api.Assertions.assertThatThrownBy(trap::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void findsANewKeyAndForgetsTheOld() {
    var old = ISSUER.token("7", Scopes.ORDERS);
    accepted(old);
    ISSUER.rotateKey();
    await().untilAsserted(() -> get(MINE, ISSUER.token("7", Scopes.ORDERS)).expectStatus().isOk());
    rejected(old);
  }

  @Test
  void knowsItsKeysWhileTheIssuerIsAway() {
    var token = ISSUER.token("7", Scopes.ORDERS);
    await().untilAsserted(() -> get(MINE, token).expectStatus().isOk());
    ISSUER.setAway(true);
    accepted(token);
    rejected(sign(ISSUER.header().keyID("unknown"), good()));
    accepted(token);
  }

  @Test
  void doesNotAskTheIssuerForEveryUnknownKey() {
    int before = ISSUER.timesAsked();
    long begin = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      rejected(sign(ISSUER.header().keyID("unknown-" + i), good()));
    }
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    assertThat(ISSUER.timesAsked() - before).isLessThanOrEqualTo((int) seconds + 2);
  }

  private static JWTClaimsSet.Builder good() {
    return ISSUER.claims("7", Scopes.ORDERS);
  }

  private static JWTClaimsSet.Builder expiring(Instant end) {
    return good().issueTime(Date.from(end.minusSeconds(600))).expirationTime(Date.from(end));
  }

  private static String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
    return ISSUER.sign(header.build(), claims.build());
  }

  private static String sign(JWSHeader.Builder header, JWSSigner signer) throws JOSEException {
    var token = new SignedJWT(header.build(), good().build());
    token.sign(signer);
    return token.serialize();
  }

  private void accepted(String token) {
    get(MINE, token).expectStatus().isOk();
  }

  private void rejected(String token) {
    var response = get(MINE, token);
    refused(response, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    assertThat(response.returnResult().getResponseHeaders().getFirst("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"invalid_token\"");
  }
}

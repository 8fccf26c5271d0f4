package io.jumun.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens in this JVM, which publishes its keys over HTTP as a real one does. */
public final class TestIssuer implements AutoCloseable {

  /** What services expect by default. */
  public static final String AUDIENCE = "jumun";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key = newKey();
  private volatile boolean away;

  private TestIssuer(HttpServer server) {
    this.server = server;
  }

  public static TestIssuer start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var issuer = new TestIssuer(server);
      server.createContext("/.well-known/openid-configuration", issuer::metadata);
      server.createContext("/keys", issuer::keys);
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What tokens are signed with now. */
  public RSAKey key() {
    return key;
  }

  /** From now on the keys are those, and the old one is not published any more. */
  public void rotateKey() {
    key = newKey();
  }

  /** While it is away, every request to it fails. */
  public void setAway(boolean away) {
    this.away = away;
  }

  /** How often it was asked for its keys. */
  public int timesAsked() {
    return asked.get();
  }

  /** A token that is in order. */
  public String token(String subject, String... scopes) {
    return sign(header().build(), claims(subject, scopes).build());
  }

  public JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(key.getKeyID());
  }

  public JWTClaimsSet.Builder claims(String subject, String... scopes) {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience(AUDIENCE)
        .subject(subject)
        .claim("scope", String.join(" ", List.of(scopes)))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  /** With its own key, whatever the header says. */
  public String sign(JWSHeader header, JWTClaimsSet claims) {
    try {
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url()));
  }

  private void keys(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    answer(exchange, new JWKSet(key.toPublicJWK()).toString());
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      if (away) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      var body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}

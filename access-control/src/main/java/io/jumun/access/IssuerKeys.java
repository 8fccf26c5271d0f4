package io.jumun.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as the issuer publishes them now. Nothing is asked before the first token comes, so that
 * a service starts while the issuer is away.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MOST_BYTES = 256 * 1024;

  /** Whoever sends tokens with made-up key ids must not make us ask all the time. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
  private final URI issuer;
  private @Nullable URI jwkSetUri;
  private long nextTime = Long.MIN_VALUE;

  /**
   * @param jwkSetUri null to have it told by the issuer's metadata
   */
  IssuerKeys(URI issuer, @Nullable URI jwkSetUri) {
    this.issuer = issuer;
    this.jwkSetUri = jwkSetUri;
  }

  @Override
  public synchronized JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
      throws JWKSetUnavailableException {
    if (now < nextTime) {
      throw new JWKSetUnavailableException("The issuer was asked a moment ago");
    }
    nextTime = now + PAUSE.toMillis();
    try {
      if (jwkSetUri == null) {
        jwkSetUri = jwkSetUriOfMetadata();
      }
      return JWKSet.parse(get(jwkSetUri));
    } catch (IOException | ParseException | IllegalArgumentException e) {
      log.warn("The issuer {} does not tell its keys: {}", issuer, e.toString());
      throw new JWKSetUnavailableException("The issuer does not tell its keys", e);
    }
  }

  /** OpenID Connect Discovery, which nearly every issuer has; others need a {@code jwk-set-uri}. */
  private URI jwkSetUriOfMetadata() throws IOException, ParseException {
    var base = issuer.toString();
    var path = (base.endsWith("/") ? "" : "/") + ".well-known/openid-configuration";
    var metadata = JSONObjectUtils.parse(get(URI.create(base + path)));
    if (!base.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
      throw new ParseException("The metadata is another issuer's", 0);
    }
    return URI.create(JSONObjectUtils.getString(metadata, "jwks_uri"));
  }

  private String get(URI uri) throws IOException {
    return http.retrieveResource(uri.toURL()).getContent();
  }

  @Override
  public void close() {
    // holds nothing open
  }
}

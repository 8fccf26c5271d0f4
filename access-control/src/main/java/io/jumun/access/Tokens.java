package io.jumun.access;

import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;

/** Which tokens count. */
final class Tokens {

  /** Between the issuer's clock and ours. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  /** Then the issuer is asked for its keys again; before that, only for one that is not known. */
  static final Duration KEYS_FRESH_FOR = Duration.ofMinutes(5);

  /** How long known keys count while the issuer cannot be asked. */
  private static final Duration KEYS_KEPT_FOR = Duration.ofHours(24);

  private static final Duration KEYS_AWAITED_FOR = Duration.ofSeconds(5);

  private Tokens() {}

  static JwtDecoder decoder(
      SecurityProperties settings, JWKSetSource<SecurityContext> source, Duration keysFreshFor) {
    var keys =
        JWKSourceBuilder.create(source)
            .cache(keysFreshFor.toMillis(), KEYS_AWAITED_FOR.toMillis())
            .refreshAheadCache(false)
            .rateLimited(false) // the source limits itself, so that an outage is told from a flood
            .outageTolerant(KEYS_KEPT_FOR.toMillis())
            .build();
    var decoder =
        NimbusJwtDecoder.withJwkSource(keys)
            .jwsAlgorithms(all -> all.addAll(EnumSet.allOf(SignatureAlgorithm.class))) // no secrets
            .build();
    decoder.setJwtValidator(validator(settings));
    return decoder;
  }

  private static OAuth2TokenValidator<Jwt> validator(SecurityProperties settings) {
    var times = new JwtTimestampValidator(CLOCK_SKEW);
    times.setAllowEmptyExpiryClaim(false);
    return new DelegatingOAuth2TokenValidator<>(
        List.of(
            new JwtTypeValidator("JWT", "at+jwt"),
            times,
            new JwtIssuerValidator(settings.requiredIssuer().toString()),
            new JwtClaimValidator<@Nullable Collection<String>>(
                JwtClaimNames.AUD, all -> all != null && all.contains(settings.audience())),
            new JwtClaimValidator<@Nullable String>(JwtClaimNames.SUB, StringUtils::hasText)));
  }
}

package io.jumun.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code jumun.security}.
 *
 * @param mode whether tokens are asked for
 * @param issuer whose tokens count, as they name it in {@code iss}; needed with {@code token}
 * @param audience that a token must name
 * @param jwkSetUri where the issuer's keys are; by default the issuer's metadata tells
 * @param requestsPerSecond that a caller (a token's {@code sub}) may send to one replica, for good;
 *     twice as many at once
 * @param refusalsPerSecond as many requests without a valid token does a remote address have
 *     answered 401; then 429
 */
@Validated
@ConfigurationProperties("jumun.security")
record SecurityProperties(
    @DefaultValue("token") Mode mode,
    @Nullable URI issuer,
    @DefaultValue("jumun") @NotBlank String audience,
    @Nullable URI jwkSetUri,
    @DefaultValue("100") @Positive int requestsPerSecond,
    @DefaultValue("10") @Positive int refusalsPerSecond) {

  enum Mode {
    /** Every request needs a token. */
    TOKEN,
    /** Everybody may do everything. */
    OPEN
  }

  /**
   * @throws InvalidConfigurationPropertyValueException when there is none, with what to do
   */
  URI requiredIssuer() {
    if (issuer == null || !issuer.isAbsolute()) {
      throw new InvalidConfigurationPropertyValueException(
          "jumun.security.issuer",
          issuer,
          "Set jumun.security.issuer (JUMUN_SECURITY_ISSUER) to the URL of the issuer of tokens, or"
              + " jumun.security.mode=open (JUMUN_SECURITY_MODE) to let everybody do everything.");
    }
    return issuer;
  }
}

package io.jumun.access;

import io.jumun.access.SecurityProperties.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Closes a web service but for its {@link AccessRules}, unless its mode is {@code open}. */
@AutoConfiguration(
    afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
class AccessControlAutoConfiguration {

  private static final Logger log = LoggerFactory.getLogger(AccessControlAutoConfiguration.class);

  @Bean
  Caller caller(SecurityProperties settings) {
    return new Caller(settings.mode() == Mode.OPEN);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "jumun.security.mode", havingValue = "token", matchIfMissing = true)
  static class WithTokens {

    @Bean
    JwtDecoder tokenDecoder(SecurityProperties settings) {
      var keys = new IssuerKeys(settings.requiredIssuer(), settings.jwkSetUri());
      return Tokens.decoder(settings, keys, Tokens.KEYS_FRESH_FOR);
    }

    @Bean
    SecurityFilterChain tokenAccess(
        HttpSecurity http,
        ObjectProvider<AccessRules> rules,
        JwtDecoder tokenDecoder,
        SecurityProperties settings,
        JsonMapper json) {
      var refusals = new Refusals(json, new CallerLimits(settings.refusalsPerSecond()));
      var limits = new CallerLimitFilter(new CallerLimits(settings.requestsPerSecond()), refusals);
      return new TokenAccess(rules.orderedStream().toList(), tokenDecoder, refusals, limits)
          .chain(http);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "jumun.security.mode", havingValue = "open")
  static class Open {

    @Bean
    SecurityFilterChain openAccess(Environment environment) {
      log.warn(
          "{} IS OPEN (jumun.security.mode=open): whoever reaches its ports may do everything"
              + " without a token: order for anybody, charge balances, change products and coupons,"
              + " replay dead letters, read metrics. Never where others reach it.",
          environment.getProperty("spring.application.name", "This service"));
      return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE);
    }
  }
}

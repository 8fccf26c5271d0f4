package io.jumun.issuer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

  private static final String AUDIENCE = "jumun";

  /** The client that gets tokens for any user, named by this parameter. */
  private static final String CUSTOMER = "customer";

  private static final String USER = "user";

  @Bean
  SecurityFilterChain issuerAccess(HttpSecurity http) {
    return http.oauth2AuthorizationServer(issuer -> issuer.oidc(Customizer.withDefaults()))
        .sessionManagement(all -> all.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(
            routes ->
                routes
                    .requestMatchers(EndpointRequest.to("health"))
                    .permitAll()
                    .requestMatchers("/oauth2/token")
                    .authenticated()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> tokens() {
    return token -> {
      token.getJwsHeader().type("at+jwt");
      token.getClaims().audience(List.of(AUDIENCE));
      if (token.getRegisteredClient().getClientId().equals(CUSTOMER)) {
        token.getClaims().subject(user(token.getAuthorizationGrant()));
      }
    };
  }

  private static String user(@Nullable OAuth2ClientCredentialsAuthenticationToken request) {
    var user = request == null ? null : request.getAdditionalParameters().get(USER);
    if (user instanceof String id && id.matches("[1-9][0-9]{0,17}")) {
      return id;
    }
    throw new OAuth2AuthenticationException(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, USER + ": needs a user's id", null));
  }
}

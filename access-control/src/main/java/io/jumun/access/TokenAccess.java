package io.jumun.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;

/** The mode {@code token}: what a request passes before a controller sees it, on both ports. */
record TokenAccess(
    List<AccessRules> rules, JwtDecoder decoder, Refusals refusals, CallerLimitFilter limits) {

  static String authority(String scope) {
    return "SCOPE_" + scope;
  }

  SecurityFilterChain chain(HttpSecurity http) {
    return http.sessionManagement(all -> all.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable) // no cookie speaks for anybody
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .oauth2ResourceServer(this::tokens)
        .addFilterAfter(limits, BearerTokenAuthenticationFilter.class)
        .authorizeHttpRequests(this::routes)
        .build();
  }

  private void tokens(OAuth2ResourceServerConfigurer<HttpSecurity> tokens) {
    tokens
        .jwt(jwt -> jwt.decoder(decoder))
        .authenticationEntryPoint(refusals)
        .accessDeniedHandler(refusals)
        .withObjectPostProcessor(
            new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
              @Override
              public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                // Otherwise an issuer that is away would be a 500.
                var answered = new AuthenticationEntryPointFailureHandler(refusals);
                answered.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(answered);
                return filter;
              }
            });
  }

  private void routes(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          routes) {
    // What is dispatched again was let in before.
    routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
    routes.requestMatchers(EndpointRequest.to("health")).permitAll();
    routes.requestMatchers(EndpointRequest.toAnyEndpoint()).hasAuthority(authority(Scopes.METRICS));
    for (var rule : rules.stream().flatMap(all -> all.rules().stream()).toList()) {
      var route =
          rule.method() == null
              ? routes.requestMatchers(rule.pattern())
              : routes.requestMatchers(rule.method(), rule.pattern());
      if (rule.scopes().isEmpty()) {
        route.authenticated();
      } else {
        route.hasAnyAuthority(
            rule.scopes().stream().map(TokenAccess::authority).toArray(String[]::new));
      }
    }
    routes.anyRequest().denyAll();
  }
}

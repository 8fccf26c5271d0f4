package io.jumun.dataplatform.web;

import io.jumun.access.AccessRules;
import io.jumun.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may call this service. */
@Configuration(proxyBeanMethods = false)
class DeliveryAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.none()
        .allowAll("/deliveries/**", Scopes.DEAD_LETTERS)
        .allowAll("/dead-letters/**", Scopes.DEAD_LETTERS);
  }
}

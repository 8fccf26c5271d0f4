package io.jumun.order.web;

import io.jumun.access.AccessRules;
import io.jumun.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call this service. Beyond the scope, {@link OrderController} asks whose it is. */
@Configuration(proxyBeanMethods = false)
class OrderAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.none()
        .allow(HttpMethod.POST, "/orders", Scopes.ORDERS)
        .allow(HttpMethod.GET, "/orders", Scopes.ORDERS)
        .allow(HttpMethod.GET, "/orders/{orderId}", Scopes.ORDERS)
        .allowAll("/dead-letters/**", Scopes.DEAD_LETTERS);
  }
}

package io.jumun.balance.web;

import io.jumun.access.AccessRules;
import io.jumun.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call this service. Beyond the scope, {@link BalanceController} asks whose it is. */
@Configuration(proxyBeanMethods = false)
class BalanceAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.none()
        .allow(HttpMethod.POST, "/balances/{userId}/charges", Scopes.SHOP_ADMIN)
        .allow(HttpMethod.GET, "/balances/{userId}", Scopes.ORDERS, Scopes.SHOP_ADMIN)
        .allow(HttpMethod.GET, "/balances/{userId}/transactions", Scopes.ORDERS, Scopes.SHOP_ADMIN)
        .allowAll("/dead-letters/**", Scopes.DEAD_LETTERS);
  }
}

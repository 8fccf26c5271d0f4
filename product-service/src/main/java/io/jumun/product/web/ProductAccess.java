package io.jumun.product.web;

import io.jumun.access.AccessRules;
import io.jumun.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call this service. */
@Configuration(proxyBeanMethods = false)
class ProductAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.none()
        .allow(HttpMethod.POST, "/products", Scopes.SHOP_ADMIN)
        .allow(HttpMethod.POST, "/products/{productId}/restock", Scopes.SHOP_ADMIN)
        .allowAnyToken(HttpMethod.GET, "/products")
        .allowAnyToken(HttpMethod.GET, "/products/{productId}")
        .allowAll("/dead-letters/**", Scopes.DEAD_LETTERS);
  }
}

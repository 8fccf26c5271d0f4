package io.jumun.coupon.web;

import io.jumun.access.AccessRules;
import io.jumun.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call this service. Beyond the scope, {@link CouponController} asks whose it is. */
@Configuration(proxyBeanMethods = false)
class CouponAccess {

  @Bean
  AccessRules accessRules() {
    return AccessRules.none()
        .allow(HttpMethod.POST, "/coupons", Scopes.SHOP_ADMIN)
        .allowAnyToken(HttpMethod.GET, "/coupons/{couponId}")
        .allow(HttpMethod.POST, "/coupons/{couponId}/issue", Scopes.ORDERS, Scopes.SHOP_ADMIN)
        .allow(HttpMethod.GET, "/users/{userId}/coupons", Scopes.ORDERS, Scopes.SHOP_ADMIN)
        .allowAll("/dead-letters/**", Scopes.DEAD_LETTERS);
  }
}

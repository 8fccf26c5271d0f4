package io.jumun.order.reconciliation;

import io.jumun.order.Loop;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ReconciliationConfiguration {

  @Bean
  Loop settlementLoop(SettlementStatements statements, ReconciliationProperties settings) {
    return new Loop("settlement-statements", 1, settings.interval(), statements::run);
  }
}

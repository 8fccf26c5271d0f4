package io.jumun.benchmarks.baseline;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** A baseline, or one of its services. */
@SpringBootApplication
@EnableConfigurationProperties(BaselineProperties.class)
public class BaselineApplication {

  /** Profile: one JPA transaction per order. */
  public static final String SINGLE_TRANSACTION = "single-transaction";

  /** Profile: one JDBC transaction for all orders that arrive together. */
  public static final String MICRO_BATCHED = "micro-batched";

  /** Profiles: the services that call each other. */
  public static final String ORDER_CALLS = "order-calls";

  public static final String PRODUCT_CALLS = "product-calls";
  public static final String COUPON_CALLS = "coupon-calls";
  public static final String BALANCE_CALLS = "balance-calls";

  public static SpringApplicationBuilder application(String profile) {
    return new SpringApplicationBuilder(BaselineApplication.class)
        .profiles(profile)
        .properties("spring.config.name=baseline");
  }
}

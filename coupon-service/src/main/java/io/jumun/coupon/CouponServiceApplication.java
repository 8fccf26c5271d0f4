package io.jumun.coupon;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** coupon-service: campaigns, first-come issue, and the coupon step of the saga. */
@SpringBootApplication
public class CouponServiceApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  /** The service as it is started alone or beside others: configured by coupon-service.yml. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(CouponServiceApplication.class)
        .properties("spring.config.name=coupon-service");
  }
}

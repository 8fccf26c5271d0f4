package io.jumun.balance;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Balances, charging, and the saga's deductions and refunds. */
@SpringBootApplication
public class BalanceServiceApplication {

  /** The service with its own settings, whatever else is on the class path. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(BalanceServiceApplication.class)
        .properties("spring.config.name=balance-service");
  }

  public static void main(String[] args) {
    application().run(args);
  }
}

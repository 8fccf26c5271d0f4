package io.jumun.order;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts order-service, configured by {@code order-service.yml}. */
@SpringBootApplication
public class OrderServiceApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  /** The application, ready to be run on its own or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(OrderServiceApplication.class)
        .properties("spring.config.name=order-service");
  }
}

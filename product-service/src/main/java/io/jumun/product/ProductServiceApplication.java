package io.jumun.product;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Product service: sells products over HTTP and reserves their stock for orders over Kafka. */
@SpringBootApplication
public class ProductServiceApplication {

  /** The service, configured and ready to be run. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(ProductServiceApplication.class)
        .properties("spring.config.name=product-service");
  }

  public static void main(String[] args) {
    application().run(args);
  }
}

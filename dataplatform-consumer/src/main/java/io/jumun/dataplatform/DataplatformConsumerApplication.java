package io.jumun.dataplatform;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The data platform consumer; its settings are in {@code dataplatform-consumer.yml}. */
@SpringBootApplication
public class DataplatformConsumerApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  /** Ready to run, also beside other services in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(DataplatformConsumerApplication.class)
        .properties("spring.config.name=dataplatform-consumer");
  }
}

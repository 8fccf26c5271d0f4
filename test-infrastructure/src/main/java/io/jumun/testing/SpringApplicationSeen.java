package io.jumun.testing;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Takes note that a Spring application runs in this JVM, which makes Spring Boot add its hook. */
final class SpringApplicationSeen
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static volatile boolean seen;

  static boolean seen() {
    return seen;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    seen = true;
  }
}

package io.jumun.issuer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the issuer, configured by {@code development-issuer.yml}. */
@SpringBootApplication
public class DevelopmentIssuerApplication {

  private static final Logger log = LoggerFactory.getLogger(DevelopmentIssuerApplication.class);

  public static void main(String[] args) {
    new SpringApplicationBuilder(DevelopmentIssuerApplication.class)
        .properties("spring.config.name=development-issuer")
        .run(args);
    log.warn(
        "FOR DEVELOPMENT ONLY: whoever reaches this issuer gets a token for any user, and for"
            + " administration.");
  }
}

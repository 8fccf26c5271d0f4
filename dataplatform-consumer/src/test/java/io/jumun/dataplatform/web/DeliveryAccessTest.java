package io.jumun.dataplatform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.dataplatform.DataplatformConsumerApplication;
import io.jumun.testing.ServiceWithTokens;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with tokens, as it is deployed. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = DataplatformConsumerApplication.class,
    properties = "spring.config.name=dataplatform-consumer")
class DeliveryAccessTest extends ServiceWithTokens {

  private static final TestDatabase DATABASE =
      TestInfrastructure.newDatabase("dataplatform_access");

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry, ISSUER);
  }

  @Test
  void isOpenToWhomTheDocumentSays() {
    assertThat(accessSeen()).isEqualTo(accessDocumented());
  }
}

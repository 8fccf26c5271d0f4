package io.jumun.balance.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.balance.BalanceServiceApplication;
import io.jumun.testing.ServiceWithTokens;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with tokens, as it is deployed. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = BalanceServiceApplication.class,
    properties = "spring.config.name=balance-service")
class BalanceAccessTest extends ServiceWithTokens {

  private static final TestDatabase DATABASE = TestInfrastructure.newDatabase("balances_access");

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry, ISSUER);
  }

  @Test
  void isOpenToWhomTheDocumentSays() {
    assertThat(accessSeen()).isEqualTo(accessDocumented());
  }

  @Test
  void showsABalanceToItsUserAndTheStaff() {
    var admin = ISSUER.token("staff", "shop:admin");
    post("/balances/7/charges", admin, "{'amount':5}").expectStatus().isOk();
    for (var path : new String[] {"/balances/7", "/balances/7/transactions"}) {
      get(path, ISSUER.token("7", "orders")).expectStatus().isOk();
      get(path, admin).expectStatus().isOk();
      get(path, ISSUER.token("8", "orders")).expectStatus().isEqualTo(HttpStatus.FORBIDDEN);
    }
  }
}

package io.jumun.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.coupon.CouponServiceApplication;
import io.jumun.testing.ServiceWithTokens;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The service with tokens, as it is deployed. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = CouponServiceApplication.class,
    properties = "spring.config.name=coupon-service")
class CouponAccessTest extends ServiceWithTokens {

  private static final TestDatabase DATABASE = TestInfrastructure.newDatabase("coupons_access");

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry, ISSUER);
  }

  @Test
  void isOpenToWhomTheDocumentSays() {
    assertThat(accessSeen()).isEqualTo(accessDocumented());
  }

  @Test
  void issuesACouponToTheTokensUserOrForTheStaff() {
    var admin = ISSUER.token("staff", "shop:admin");
    post(
            "/coupons",
            admin,
            "{'name':'c','discountType':'AMOUNT','discountValue':1,'totalQuantity':9}")
        .expectStatus()
        .isCreated();
    issue(7, ISSUER.token("7", "orders")).expectStatus().isCreated();
    issue(8, ISSUER.token("7", "orders")).expectStatus().isEqualTo(HttpStatus.FORBIDDEN);
    issue(8, admin).expectStatus().isCreated();

    get("/users/7/coupons", ISSUER.token("7", "orders")).expectStatus().isOk();
    get("/users/7/coupons", ISSUER.token("8", "orders"))
        .expectStatus()
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  private ResponseSpec issue(long user, String token) {
    return post("/coupons/1/issue", token, "{'userId':%d}".formatted(user));
  }
}

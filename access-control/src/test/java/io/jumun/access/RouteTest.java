package io.jumun.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** What a valid token opens. */
class RouteTest extends GuardedServiceTest {

  private final String customer = ISSUER.token("7", Scopes.ORDERS);
  private final String admin = ISSUER.token("shop-admin", Scopes.SHOP_ADMIN);
  private final String monitoring = ISSUER.token("prometheus", Scopes.METRICS);

  @Test
  void opensWhatTheScopeIsGoodFor() {
    get("/things/7", customer).expectStatus().isOk();
    get("/things/7", admin).expectStatus().isOk();
    var refused = get("/things/7", monitoring);
    refused(refused, HttpStatus.FORBIDDEN, "FORBIDDEN");
    assertThat(refused.returnResult().getResponseHeaders().getFirst("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"insufficient_scope\"");
    get("/things", monitoring).expectStatus().isOk();
  }

  @Test
  void keepsOneUserFromAnother() {
    refused(get("/things/8", customer), HttpStatus.FORBIDDEN, "FORBIDDEN");
    refused(
        get("/things/07", ISSUER.token("07", Scopes.ORDERS)), HttpStatus.FORBIDDEN, "FORBIDDEN");
    get("/things/8", admin).expectStatus().isOk();
  }

  @Test
  void closesWhatNobodyOpened() {
    for (var path : new String[] {"/forgotten", "/nowhere", "/error", "/things/7/", "/"}) {
      refused(get(path, customer), HttpStatus.FORBIDDEN, "FORBIDDEN");
      refused(get(path, null), HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    }
    refused(request(port, HttpMethod.DELETE, "/things", admin), HttpStatus.FORBIDDEN, "FORBIDDEN");
  }

  @Test
  void keepsNoSession() {
    var headers = get("/things", customer).expectStatus().isOk().returnResult();
    assertThat(headers.getResponseHeaders().get("Set-Cookie")).isNull();
  }

  @Test
  void leavesErrorsBehindTheDoorAsTheyAre() {
    refused(get("/broken", customer), HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR");
    refused(get("/things/x", customer), HttpStatus.BAD_REQUEST, "INVALID_REQUEST");
  }

  @Test
  void showsNothingOfManagementButHealth() {
    for (var path : new String[] {"", "/liveness", "/readiness"}) {
      var health = manage("/actuator/health" + path, null).expectStatus().isOk().expectBody();
      health.jsonPath("$.status").isEqualTo("UP");
      health.jsonPath("$.components").doesNotExist();
    }
    refused(manage("/actuator/metrics", null), HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    refused(manage("/actuator", null), HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    refused(manage("/actuator/metrics", admin), HttpStatus.FORBIDDEN, "FORBIDDEN");
    refused(manage("/nowhere", monitoring), HttpStatus.FORBIDDEN, "FORBIDDEN");
    manage("/actuator/metrics", monitoring).expectStatus().isOk();
    manage("/actuator", monitoring).expectStatus().isOk();
  }

  @Test
  void hasNoManagementOnItsOwnPort() {
    refused(get("/actuator/health", null), HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    refused(get("/actuator/metrics", monitoring), HttpStatus.FORBIDDEN, "FORBIDDEN");
  }
}

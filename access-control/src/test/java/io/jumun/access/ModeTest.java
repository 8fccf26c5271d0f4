package io.jumun.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.testing.TestIssuer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** How a service starts. */
@ExtendWith(OutputCaptureExtension.class)
class ModeTest {

  @Test
  void doesNotStartWithoutAnIssuerAndSaysWhatToSet(CapturedOutput output) {
    assertThatThrownBy(() -> start()).isInstanceOf(RuntimeException.class);
    assertThat(output)
        .contains("Set jumun.security.issuer (JUMUN_SECURITY_ISSUER) to the URL of the issuer")
        .contains("APPLICATION FAILED TO START");
  }

  @Test
  void startsWhileTheIssuerIsAwayAndFindsItLater() {
    try (var issuer = TestIssuer.start()) {
      issuer.setAway(true);
      try (var service = start("--jumun.security.issuer=" + issuer.url())) {
        var away = get(service, issuer);
        GuardedServiceTest.refused(away, HttpStatus.SERVICE_UNAVAILABLE, "ISSUER_UNAVAILABLE");
        assertThat(away.returnResult().getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
        issuer.setAway(false);
        org.awaitility.Awaitility.await()
            .untilAsserted(() -> get(service, issuer).expectStatus().isOk());
      }
    }
  }

  @Test
  void takesTheAddressOfTheKeysFromItsSettings() {
    try (var issuer = TestIssuer.start();
        var service =
            start(
                "--jumun.security.issuer=" + issuer.url(),
                "--jumun.security.jwk-set-uri=" + issuer.url() + "/keys")) {
      get(service, issuer).expectStatus().isOk();
    }
  }

  @Test
  void letsEverybodyDoEverythingWhenItIsOpenAndSaysSo(CapturedOutput output) {
    try (var service = start("--jumun.security.mode=open")) {
      for (var path : new String[] {"/things/7", "/forgotten", "/actuator/health"}) {
        GuardedServiceTest.request(port(service), HttpMethod.GET, path, null).expectStatus().isOk();
      }
      for (int i = 0; i < 50; i++) { // beyond any limit of a caller
        GuardedServiceTest.request(port(service), HttpMethod.GET, "/things", null)
            .expectStatus()
            .isOk();
      }
    }
    assertThat(output).contains("WARN").contains("IS OPEN (jumun.security.mode=open)");
  }

  private static org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec get(
      ConfigurableApplicationContext service, TestIssuer issuer) {
    return GuardedServiceTest.request(
        port(service), HttpMethod.GET, "/things/7", issuer.token("7", Scopes.ORDERS));
  }

  private static int port(ConfigurableApplicationContext service) {
    return Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer()).getPort();
  }

  private static ConfigurableApplicationContext start(String... settings) {
    return new SpringApplicationBuilder(GuardedService.class)
        .properties("server.port=0", "jumun.security.requests-per-second=1")
        .run(settings);
  }
}

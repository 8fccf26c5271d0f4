package io.jumun.access;

import io.jumun.testing.TestIssuer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A running service that asks for tokens, and the issuer of them. */
@SpringBootTest(
    classes = GuardedService.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "management.endpoints.web.exposure.include=health,metrics",
      "management.endpoint.health.probes.enabled=true",
      "spring.security.filter.order=-2147483646"
    })
abstract class GuardedServiceTest {

  static final TestIssuer ISSUER = TestIssuer.start();

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry registry) {
    registry.add("jumun.security.issuer", ISSUER::url);
  }

  ResponseSpec get(String path, @Nullable String token) {
    return request(port, HttpMethod.GET, path, token);
  }

  ResponseSpec manage(String path, @Nullable String token) {
    return request(managementPort, HttpMethod.GET, path, token);
  }

  static ResponseSpec request(int port, HttpMethod method, String path, @Nullable String token) {
    var request =
        RestTestClient.bindToServer()
            .baseUrl("http://localhost:" + port)
            .build()
            .method(method)
            .uri(path);
    return token == null
        ? request.exchange()
        : request.header("Authorization", "Bearer " + token).exchange();
  }

  static void refused(ResponseSpec response, HttpStatus status, String code) {
    response
        .expectStatus()
        .isEqualTo(status)
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("FAIL")
        .jsonPath("$.code")
        .isEqualTo(code);
  }
}

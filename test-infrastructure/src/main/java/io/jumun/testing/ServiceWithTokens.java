package io.jumun.testing;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.RequestBodySpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A service as it is deployed, which asks for tokens; a test of it says which service. */
@TestPropertySource(
    properties = {
      "spring.kafka.listener.auto-startup=false",
      "jumun.security.requests-per-second=1000",
      "jumun.security.refusals-per-second=1000"
    })
@DirtiesContext
public abstract class ServiceWithTokens {

  protected static final TestIssuer ISSUER = TestIssuer.start();
  private static final JdkClientHttpRequestFactory REQUESTS = new JdkClientHttpRequestFactory();

  @Autowired private Environment environment;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  public void showsItsHealthToAllAndItsMetricsToMonitoring() {
    manage("/actuator/health/liveness", null).expectStatus().isOk();
    manage("/actuator/prometheus", null).expectStatus().isUnauthorized();
    manage("/actuator/prometheus", ISSUER.token("prometheus", "metrics")).expectStatus().isOk();
  }

  /** See {@link AccessMatrix#seen}. */
  protected SortedSet<String> accessSeen() {
    return AccessMatrix.seen(requestMappingHandlerMapping, port("server"), ISSUER);
  }

  /** See {@link AccessMatrix#documented}. */
  protected SortedSet<String> accessDocumented() {
    return AccessMatrix.documented(environment.getRequiredProperty("spring.application.name"));
  }

  protected ResponseSpec get(String path, @Nullable String token) {
    return request("server", HttpMethod.GET, path, token).exchange();
  }

  /**
   * @param json with ' for "
   */
  protected ResponseSpec post(String path, @Nullable String token, String json) {
    return request(path, token).body(json.replace('\'', '"')).exchange();
  }

  /** A POST of JSON, to which a test adds what it likes. */
  protected RequestBodySpec request(String path, @Nullable String token) {
    return request("server", HttpMethod.POST, path, token).contentType(MediaType.APPLICATION_JSON);
  }

  private ResponseSpec manage(String path, @Nullable String token) {
    return request("management", HttpMethod.GET, path, token).exchange();
  }

  private RequestBodySpec request(
      String listener, HttpMethod method, String path, @Nullable String token) {
    var request =
        RestTestClient.bindToServer(REQUESTS)
            .baseUrl("http://localhost:" + port(listener))
            .build()
            .method(method)
            .uri(path);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private int port(String listener) {
    return environment.getRequiredProperty("local." + listener + ".port", Integer.class);
  }
}

package io.jumun.dataplatform.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.jumun.dataplatform.DataPlatform;
import io.jumun.dataplatform.DeliveryProperties;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration
@EnableConfigurationProperties(PlatformProperties.class)
class HttpDataPlatformConfiguration {

  /** The name under which {@code resilience4j.*.instances} configures the calls. */
  private static final String INSTANCE = "dataPlatform";

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService platformCalls() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("platform-call-", 0).factory());
  }

  @Bean
  DataPlatform dataPlatform(
      RestClient.Builder client,
      PlatformProperties platform,
      DeliveryProperties deliveries,
      RetryRegistry retries,
      CircuitBreakerRegistry breakers,
      TimeLimiterRegistry deadlines,
      ExecutorService platformCalls,
      Clock clock) {
    var retry = retries.retry(INSTANCE);
    var deadline = deadlines.timeLimiter(INSTANCE);
    LeaseCheck.requireLongEnough(
        deliveries.lease(), retry.getRetryConfig(), deadline.getTimeLimiterConfig());
    var endpoint =
        new PlatformEndpoint(
            client
                .baseUrl(platform.url().toString())
                .requestFactory(requests(platformCalls))
                .build(),
            clock);
    return new HttpDataPlatform(
        endpoint, retry, breakers.circuitBreaker(INSTANCE), deadline, platformCalls);
  }

  /** No timeouts here: every call is under the one deadline, which ends it by an interrupt. */
  private static JdkClientHttpRequestFactory requests(ExecutorService threads) {
    return new JdkClientHttpRequestFactory(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build());
  }
}

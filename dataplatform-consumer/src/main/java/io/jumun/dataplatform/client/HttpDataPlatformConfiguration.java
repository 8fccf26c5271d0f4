package io.jumun.dataplatform.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.jumun.dataplatform.DataPlatform;
import io.jumun.dataplatform.DeliveryProperties;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
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
      CloseableHttpClient platformConnections,
      Clock clock) {
    var retry = retries.retry(INSTANCE);
    var deadline = deadlines.timeLimiter(INSTANCE);
    LeaseCheck.requireLongEnough(
        deliveries.lease(), retry.getRetryConfig(), deadline.getTimeLimiterConfig());
    var endpoint =
        new PlatformEndpoint(
            client
                .baseUrl(platform.url().toString())
                .requestFactory(new HttpComponentsClientHttpRequestFactory(platformConnections))
                .build(),
            clock);
    return new HttpDataPlatform(
        endpoint, retry, breakers.circuitBreaker(INSTANCE), deadline, platformCalls);
  }

  /** No timeouts here: every call is under the one deadline, which ends it by an interrupt. */
  @Bean(destroyMethod = "close")
  CloseableHttpClient platformConnections(DeliveryProperties deliveries) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(deliveries.concurrency())
            .setMaxConnPerRoute(deliveries.concurrency())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setTimeToLive(TimeValue.ofMinutes(5)) // names may mean another host by then
                    .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
        .evictIdleConnections(TimeValue.ofSeconds(30))
        .disableAutomaticRetries() // there is one place that tries again, and it counts
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }
}

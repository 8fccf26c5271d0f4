package io.jumun.benchmarks.baseline.calls;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.BaselineProperties;
import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.contracts.PricedLine;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The other services, over connections that stay open. */
@Component
@Profile(BaselineApplication.ORDER_CALLS)
class Neighbours {

  private static final int CONNECTIONS = 512; // to each; more than any load has clients

  private final RestClient http;
  private final BaselineProperties urls;

  Neighbours(BaselineProperties urls) {
    this.urls = urls;
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(CONNECTIONS)
            .setMaxConnTotal(3 * CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.ofSeconds(2))
                    .setSocketTimeout(
                        Timeout.ofMinutes(2)) // a crowd waits longer for a hot product
                    .setValidateAfterInactivity(TimeValue.ofSeconds(5))
                    .build())
            .build();
    var client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .disableAutomaticRetries() // a step must not be done twice
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
    this.http =
        RestClient.builder()
            .requestFactory(new HttpComponentsClientHttpRequestFactory(client))
            .build();
  }

  /** The lines with their prices; empty when there is not enough of all. */
  Optional<List<PricedLine>> reserve(long orderId, Purchase purchase) {
    return post(
            urls.productUrl().resolve("/reservations"),
            new Messages.Reserve(orderId, purchase.userId(), purchase.lines()),
            Messages.Reserved.class,
            purchase.traceparent())
        .map(Messages.Reserved::lines);
  }

  /** The discount; empty when the coupon is no good. */
  Optional<Long> useCoupon(long orderId, long couponId, long total, Purchase purchase) {
    return post(
            urls.couponUrl().resolve("/uses"),
            new Messages.UseCoupon(orderId, purchase.userId(), couponId, total),
            Messages.Discount.class,
            purchase.traceparent())
        .map(Messages.Discount::amount);
  }

  /**
   * @return false when the balance is short
   */
  boolean deduct(long orderId, long amount, Purchase purchase) {
    return post(
            urls.balanceUrl().resolve("/deductions"),
            new Messages.Deduct(orderId, purchase.userId(), amount),
            Messages.Done.class,
            purchase.traceparent())
        .isPresent();
  }

  void release(long orderId) {
    delete(urls.productUrl().resolve("/reservations/" + orderId));
  }

  void restoreCoupon(long orderId) {
    delete(urls.couponUrl().resolve("/uses/" + orderId));
  }

  void refund(long orderId) {
    delete(urls.balanceUrl().resolve("/deductions/" + orderId));
  }

  private <T> Optional<T> post(URI url, Object body, Class<T> answer, @Nullable String trace) {
    var request = http.post().uri(url);
    if (trace != null) {
      request = request.header("traceparent", trace);
    }
    var response =
        request
            .body(body)
            .retrieve()
            .onStatus(status -> status.value() == 409, (_, _) -> {})
            .toEntity(answer);
    return response.getStatusCode().is2xxSuccessful()
        ? Optional.ofNullable(response.getBody())
        : Optional.empty();
  }

  private void delete(URI url) {
    var _ = http.delete().uri(url).retrieve().toBodilessEntity();
  }
}

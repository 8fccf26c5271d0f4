package io.jumun.faults.load;

import io.jumun.books.ClientAction.Charge;
import io.jumun.books.ClientAction.CouponIssue;
import io.jumun.books.ClientAction.Effect;
import io.jumun.books.ClientAction.Supply;
import io.jumun.books.ClientHistory;
import io.jumun.faults.cluster.Shop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What there is to buy, and with what: products of which one is in every third order and some run
 * out; customers of whom a fifth are poor and a few place a fifth of all orders; campaigns from
 * which everybody may have one coupon.
 */
public final class Market {

  private static final int PRODUCTS = 24;
  private static final int USERS = 300;
  private static final int BUSY_USERS = 4;
  private static final int CAMPAIGNS = 60;
  private static final long PLENTY = 100_000_000;
  private static final long SCARCE = 150;
  private static final long POOR = 8_000;

  private final Shop shop;
  private final Api api;
  private final ClientHistory history;
  private final List<Long> products = new ArrayList<>();
  private final List<Long> campaigns = new ArrayList<>();
  private final AtomicLong coupons = new AtomicLong();

  Market(Shop shop, Api api, ClientHistory history) {
    this.shop = shop;
    this.api = api;
    this.history = history;
  }

  /** What a customer wants. */
  record Wish(long userId, TreeMap<Long, Long> lines, @Nullable Long coupon) {

    Map<String, Object> body() {
      var items =
          lines.entrySet().stream()
              .map(line -> Map.of("productId", line.getKey(), "quantity", line.getValue()))
              .toList();
      return coupon == null
          ? Map.of("userId", userId, "items", items)
          : Map.of("userId", userId, "items", items, "couponId", coupon);
    }
  }

  /** Of a shop that is well. */
  void open() throws IOException, InterruptedException {
    for (int i = 0; i < PRODUCTS; i++) {
      long stock = i % 6 == 5 ? SCARCE : PLENTY;
      long id =
          created(
              "product-service",
              "/products",
              Map.of("name", "Product " + i, "price", 100 * (i + 1), "stock", stock),
              "product_id");
      history.add(new Supply(id, stock, Effect.DONE));
      products.add(id);
    }
    for (int i = 0; i < CAMPAIGNS; i++) {
      var terms =
          i % 2 == 0
              ? Map.of("name", "C" + i, "discountType", "AMOUNT", "discountValue", 50 + i)
              : Map.of("name", "C" + i, "discountType", "RATE", "discountValue", 1 + i % 30);
      var body = new TreeMap<String, Object>(terms);
      body.put("totalQuantity", USERS);
      campaigns.add(created("coupon-service", "/coupons", body, "coupon_id"));
    }
    for (long user = 1; user <= USERS; user++) {
      charge(user, user % 5 == 0 ? POOR : PLENTY);
    }
  }

  Wish wish(RandomGenerator random) {
    var lines = new TreeMap<Long, Long>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      boolean hot = i == 0 && random.nextInt(3) == 0;
      lines.put(products.get(hot ? 0 : random.nextInt(PRODUCTS)), 1L + random.nextInt(3));
    }
    long user = 1L + random.nextInt(random.nextInt(5) == 0 ? BUSY_USERS : USERS);
    return new Wish(user, lines, random.nextInt(3) == 0 ? coupon(user, random) : null);
  }

  /** A coupon that is the user's, most of the time; whoever holds one forgets that it is used. */
  private long coupon(long user, RandomGenerator random) {
    long campaign = campaigns.get((int) (coupons.getAndIncrement() % CAMPAIGNS));
    if (random.nextInt(10) > 0) {
      issue(campaign, user);
    }
    return campaign;
  }

  private void issue(long campaign, long user) {
    Effect effect;
    try {
      var reply =
          api.post(
              shop.service("coupon-service"),
              "/coupons/%d/issue".formatted(campaign),
              Map.of("userId", user),
              Map.of());
      effect = effect(reply.status());
    } catch (IOException e) {
      effect = Effect.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      effect = Effect.UNKNOWN;
    }
    history.add(new CouponIssue(campaign, user, effect));
  }

  /** Tries again under one key until it is known to be done, or the shop does not get well. */
  void charge(long user, long amount) throws InterruptedException {
    var key = UUID.randomUUID().toString();
    for (int attempt = 0; attempt < 30; attempt++) {
      Effect effect;
      try {
        var reply =
            api.post(
                shop.service("balance-service"),
                "/balances/%d/charges".formatted(user),
                Map.of("amount", amount),
                Map.of("Idempotency-Key", key));
        effect = effect(reply.status());
      } catch (IOException e) {
        effect = Effect.UNKNOWN;
      }
      history.add(new Charge(user, amount, key, effect));
      if (effect == Effect.DONE) {
        return;
      }
      Thread.sleep(500);
    }
  }

  private long created(String service, String path, Object body, String id)
      throws IOException, InterruptedException {
    var reply = api.post(shop.service(service), path, body, Map.of());
    if (reply.status() != 201) {
      throw new IllegalStateException("%s answered %s".formatted(path, reply));
    }
    return reply.data().path(id).asLong();
  }

  private static Effect effect(int status) {
    return switch (status / 100) {
      case 2 -> Effect.DONE;
      case 4 -> Effect.NONE;
      default -> Effect.UNKNOWN;
    };
  }
}

package io.jumun.faults.load;

import io.jumun.books.ClientAction.OrderAttempt;
import io.jumun.books.ClientHistory;
import io.jumun.books.OrderOutcome;
import io.jumun.faults.cluster.Shop;
import io.jumun.faults.load.Market.Wish;
import io.jumun.faults.load.Pulse.Beat;
import io.jumun.faults.load.Pulse.Feeling;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Customers who come at a constant rate, whether the shop is well or not (an open model), and whose
 * doings and answers are recorded. Most name an idempotency key, and repeat what was not answered
 * until they know.
 */
public final class Load implements AutoCloseable {

  private static final Duration INSISTS_FOR = Duration.ofSeconds(90);
  private static final long POCKET_MONEY = 2_000;

  private final Shop shop;
  private final ClientHistory history;
  private final Market market;
  private final Api api = new Api();
  private final Pulse pulse = new Pulse();
  private final SplittableRandom random;
  private final double perSecond;
  private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong orders = new AtomicLong();
  private final Map<Long, AtomicLong> keys = new ConcurrentHashMap<>();
  private final Thread arrivals = new Thread(this::run, "arrivals");
  private volatile boolean running = true;
  private volatile int clientsPerKey = 1;

  public Load(Shop shop, ClientHistory history, long seed, double perSecond) {
    this.shop = shop;
    this.history = history;
    this.market = new Market(shop, api, history);
    this.random = new SplittableRandom(seed);
    this.perSecond = perSecond;
  }

  public void start() throws IOException, InterruptedException {
    market.open();
    arrivals.start();
  }

  public Pulse pulse() {
    return pulse;
  }

  /** How many customers there were; a repetition is not another one. */
  public long orders() {
    return orders.get();
  }

  /** From now on every order is placed by so many clients at once, all under one key. */
  public void clientsPerKey(int count) {
    clientsPerKey = count;
  }

  /** Many orders at once, whose outcome nobody waits for. */
  public void flood(int count) throws InterruptedException {
    try (var flood = Executors.newFixedThreadPool(32, Thread.ofVirtual().factory())) {
      var own = new SplittableRandom(count);
      for (int i = 0; i < count; i++) {
        var wish = market.wish(own);
        var _ = flood.submit(() -> attempt(wish, null, Map.of("Prefer", "respond-async")));
      }
      flood.shutdown();
      var _ = flood.awaitTermination(60, TimeUnit.SECONDS);
    }
  }

  /** No more customers come; returns when those who are there know what they want to know. */
  @Override
  public void close() {
    running = false;
    try {
      arrivals.join();
      customers.shutdown();
      if (!customers.awaitTermination(3, TimeUnit.MINUTES)) {
        throw new IllegalStateException("There are customers who wait for ever");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the last customers leave", e);
    }
  }

  private void run() {
    long interval = (long) (1e9 / perSecond);
    long next = System.nanoTime();
    while (running) {
      next += interval;
      long pause = next - System.nanoTime();
      try {
        if (pause > 0) {
          TimeUnit.NANOSECONDS.sleep(pause);
        }
      } catch (InterruptedException e) {
        return;
      }
      var own = random.split();
      var _ = customers.submit(() -> come(own));
    }
  }

  private void come(SplittableRandom own) {
    try {
      var wish = market.wish(own);
      if (own.nextInt(20) == 0) {
        market.charge(wish.userId(), POCKET_MONEY);
      }
      int clients = clientsPerKey;
      var key = clients > 1 || own.nextInt(10) < 7 ? keyOf(wish.userId()) : null;
      for (int i = 1; i < clients; i++) {
        var _ = customers.submit(() -> insist(wish, key, false));
      }
      if (own.nextInt(10) == 0) { // somebody uses the same coupon in two windows
        var _ = customers.submit(() -> insist(wish, null, false));
      }
      orders.incrementAndGet();
      insist(wish, key, own.nextInt(10) == 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Users count for themselves: the keys of different users are the same. */
  private String keyOf(long user) {
    return "order-" + keys.computeIfAbsent(user, _ -> new AtomicLong()).incrementAndGet();
  }

  /**
   * @param leaveFirst at first the customer only wants to know that the order is placed
   */
  private void insist(Wish wish, @Nullable String key, boolean leaveFirst) {
    var giveUp = Instant.now().plus(INSISTS_FOR);
    try {
      if (leaveFirst) {
        var _ = attempt(wish, key, Map.of("Prefer", "respond-async"));
      }
      while ((!leaveFirst || key != null)
          && attempt(wish, key, Map.of()) instanceof OrderOutcome.Unknown
          && key != null
          && Instant.now().isBefore(giveUp)) {
        Thread.sleep(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OrderOutcome attempt(Wish wish, @Nullable String key, Map<String, String> more) {
    var headers = new HashMap<>(more);
    if (key != null) {
      headers.put("Idempotency-Key", key);
    }
    var asked = Instant.now();
    pulse.asked(asked);
    OrderOutcome outcome;
    try {
      var reply = api.post(shop.orders(), "/orders", wish.body(), headers);
      outcome = OrderOutcome.of(reply.status(), reply.location(), reply.body());
    } catch (IOException e) {
      outcome = OrderOutcome.unknown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = OrderOutcome.unknown(e);
    }
    var told = Instant.now();
    history.add(
        new OrderAttempt(wish.userId(), wish.lines(), wish.coupon(), key, asked, told, outcome));
    pulse.told(new Beat(asked, told, feeling(outcome)));
    return outcome;
  }

  private static Feeling feeling(OrderOutcome outcome) {
    return switch (outcome) {
      case OrderOutcome.Paid _ -> Feeling.PAID;
      case OrderOutcome.Accepted _ -> Feeling.ACCEPTED;
      case OrderOutcome.Rejected rejected ->
          rejected.httpStatus() >= 500 ? Feeling.TROUBLE : Feeling.REJECTED;
      case OrderOutcome.Unknown _ -> Feeling.TROUBLE;
    };
  }
}

package io.jumun.local;

import io.jumun.balance.BalanceServiceApplication;
import io.jumun.coupon.CouponServiceApplication;
import io.jumun.dataplatform.DataplatformConsumerApplication;
import io.jumun.embedded.DatabaseSetup;
import io.jumun.order.OrderServiceApplication;
import io.jumun.product.ProductServiceApplication;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/**
 * The shop, wired:
 *
 * <pre>
 *   order-service ──── orders        ┐
 *   product-service ── products      │ one database and its roles each
 *   coupon-service ─── coupons       │ on one PostgreSQL server;
 *   balance-service ── balances      │ one Kafka broker
 *   dataplatform-consumer ─ dataplatform ┘
 *        └── HTTP ──> data platform (a stand-in that can be looked at)
 * </pre>
 */
public final class LocalStack implements AutoCloseable {

  public static final Service ORDER =
      new Service("order-service", "orders", OrderServiceApplication::application);
  public static final Service PRODUCT =
      new Service("product-service", "products", ProductServiceApplication::application);
  public static final Service COUPON =
      new Service("coupon-service", "coupons", CouponServiceApplication::application);
  public static final Service BALANCE =
      new Service("balance-service", "balances", BalanceServiceApplication::application);
  public static final Service DATAPLATFORM =
      new Service(
          "dataplatform-consumer", "dataplatform", DataplatformConsumerApplication::application);

  public static final List<Service> SERVICES =
      List.of(ORDER, PRODUCT, BALANCE, COUPON, DATAPLATFORM);

  /** No tokens, and management on each service's own port, for whoever runs services this way. */
  public static final Map<String, String> OPEN =
      Map.of(
          "jumun.security.mode", "open",
          "management.server.port", "",
          "management.endpoint.health.show-details", "always");

  /**
   * As many replicas of a service as anybody would run on one machine. Each one more is one more
   * batch for the broker and for everyone who reads.
   */
  private static final int PARTITIONS = 3;

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Backends backends;
  private final URI dataPlatform;
  private final Map<Service, RunningService> running = new ConcurrentHashMap<>();

  private LocalStack(Backends backends, URI dataPlatform) {
    this.backends = backends;
    this.dataPlatform = dataPlatform;
  }

  /**
   * Starts all services and returns when an order can be placed.
   *
   * @param ports by service name; 0, or none, for any free port
   * @param settings of all services, beyond what this file sets
   */
  public static LocalStack start(
      Backends backends,
      URI dataPlatform,
      Map<String, Integer> ports,
      Map<String, Object> settings) {
    var stack = new LocalStack(backends, dataPlatform);
    try {
      stack.startAll(ports, settings);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  /** One more replica of a service, for the caller to close. */
  public RunningService replica(Service service, int port, Map<String, Object> settings) {
    var own = new HashMap<String, Object>(OPEN);
    own.put("jumun.topics.partitions", PARTITIONS);
    own.putAll(settings);
    own.put("server.port", port);
    own.put("server.address", "127.0.0.1"); // nothing of this stack is protected
    own.put("spring.datasource.url", backends.jdbcUrl(service.database()));
    own.putAll(DatabaseSetup.settings(service.database(), service.database()));
    own.put("spring.kafka.bootstrap-servers", backends.kafkaBootstrapServers());
    own.put("jumun.dataplatform.url", dataPlatform);
    var application = service.application().get();
    application.application().setRegisterShutdownHook(false); // whoever starts the stack stops it
    var arguments =
        own.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new RunningService(service, application.run(arguments));
  }

  public RunningService service(Service service) {
    var found = running.get(service);
    if (found == null) {
      throw new IllegalStateException(service.name() + " does not run");
    }
    return found;
  }

  public Backends backends() {
    return backends;
  }

  /** Blocks until every given replica is ready. */
  public static void awaitReady(Iterable<RunningService> replicas) {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    for (var replica : replicas) {
      while (!replica.isReady()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "%s is not ready within %s".formatted(replica.service().name(), READY_WITHIN));
        }
        try {
          TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted while the stack was starting", e);
        }
      }
    }
  }

  /** Stops the services, in the order of the flow; the backends are the caller's. */
  @Override
  public void close() {
    for (var service : SERVICES) {
      var stopping = running.remove(service);
      if (stopping != null) {
        stopping.close();
      }
    }
  }

  private void startAll(Map<String, Integer> ports, Map<String, Object> settings) {
    SERVICES.forEach(service -> backends.createDatabase(service.database()));
    configureLogging();
    try (var starters = Executors.newFixedThreadPool(2)) {
      var starting =
          SERVICES.stream()
              .map(
                  service ->
                      starters.submit(
                          () ->
                              running.put(
                                  service,
                                  replica(
                                      service, ports.getOrDefault(service.name(), 0), settings))))
              .toList();
      for (var start : starting) {
        start.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the stack was starting", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("A service did not start", e.getCause());
    }
    awaitReady(running.values());
  }

  /**
   * Before services start at the same time: each would see that the JVM's one Logback is not
   * configured yet, and configure it, so that every line came as often as that.
   */
  private static void configureLogging() {
    var logging = LoggingSystem.get(LocalStack.class.getClassLoader());
    logging.beforeInitialize();
    logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
  }
}

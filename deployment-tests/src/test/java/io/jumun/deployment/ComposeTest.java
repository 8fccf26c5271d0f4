package io.jumun.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.books.Books;
import io.jumun.books.Evidence;
import io.jumun.books.OrderOutcome.Paid;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One shop for all tests, as {@code docker-compose.yml} has it; after each the books must agree.
 */
@ExtendWith(Docker.class)
class ComposeTest {

  private static final List<String> OURS =
      List.of(
          "order-service",
          "product-service",
          "coupon-service",
          "balance-service",
          "dataplatform-consumer",
          "data-platform",
          "development-issuer");

  private static ComposedShop shop;
  private static Customers customers;
  private static Books books;

  @BeforeAll
  static void open() {
    shop = new ComposedShop();
    customers = new Customers(shop);
    say("building the images and starting the shop; the first time takes minutes");
    long begin = System.nanoTime();
    shop.start();
    eventually("the demo data is there").until(customers::findTheDemoData);
    say("the shop is open after %d s".formatted((System.nanoTime() - begin) / 1_000_000_000));
    books =
        new Books(
            new Evidence(
                shop.databases(),
                shop.kafkaBootstrapServers(),
                customers.history(),
                customers::delivered));
  }

  @AfterEach
  void theBooksAgree() {
    eventually("nothing is under way any more")
        .untilAsserted(() -> assertThat(books.unquiet()).isEmpty());
    assertThat(books.check()).isEmpty();
    books.watch();
  }

  @AfterAll
  static void close() {
    customers.close();
    shop.close();
  }

  @Test
  void answersTheOrderOfTheReadme() {
    assertThat(customers.buy(1, 10, 2, 5L))
        .isInstanceOfSatisfying(Paid.class, paid -> assertThat(paid.amount()).isEqualTo(18_000));
  }

  /**
   * Java and PostgreSQL die of these at once: the former of a crash, the latter without a
   * checkpoint.
   */
  @ParameterizedTest
  @CsvSource({"balance-service,SEGV", "order-service,SEGV", "kafka,SEGV", "products-db,QUIT"})
  void sellsAgainAfterACrash(String service, String signal) {
    assertThat(customers.buy(2, 1, 1, null)).isInstanceOf(Paid.class);

    shop.crash(service, signal);
    long begin = System.nanoTime();
    customers.buy(2, 2, 1, null); // may be answered anyhow, but truly

    eventually(service + " is healthy").until(() -> shop.isHealthy(service));
    eventually("orders are paid again").until(() -> customers.buy(2, 3, 1, null) instanceof Paid);
    say(
        "%s crashed; orders are paid again after %.1f s"
            .formatted(service, (System.nanoTime() - begin) / 1e9));
  }

  @Test
  void runsItsOwnImagesConfined() {
    var format =
        "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"
            + " {{.HostConfig.SecurityOpt}}";
    assertThat(OURS)
        .allSatisfy(
            service ->
                assertThat(shop.inspect(service, format))
                    .isEqualTo("10001:10001 true [ALL] [no-new-privileges:true]"));
  }

  @Test
  void exportsWhatAlertsAndDashboardAskFor() {
    var exported = new TreeSet<>(MetricNames.countedInTheSources());
    OURS.stream()
        .filter(service -> !List.of("data-platform", "development-issuer").contains(service))
        .forEach(service -> exported.addAll(MetricNames.exported(shop.metrics(service))));

    assertThat(MetricNames.askedFor())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(exported).contains(name));
  }

  @Test
  void letsNobodyInWithoutAToken() {
    assertThat(customers.statusWithoutToken("order-service", "/orders?userId=1")).isEqualTo(401);
    assertThat(customers.statusWithoutToken("product-service", "/products")).isEqualTo(401);
  }

  /** The log tells only that it was not refused; the map of the process, that it is in use. */
  @Test
  void runsOnTheClassCacheOfTheImage() {
    assertThat(OURS)
        .allSatisfy(service -> assertThat(shop.memoryMap(service)).contains("/app/app.aot"));
  }

  static ConditionFactory eventually(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(500));
  }

  private static void say(String line) {
    System.out.println("[deployment-tests] " + line);
  }
}

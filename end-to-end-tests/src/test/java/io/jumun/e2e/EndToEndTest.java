package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.books.Books;
import io.jumun.books.Evidence;
import io.jumun.books.Explained;
import io.jumun.books.Violation;
import io.jumun.local.Service;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.springframework.kafka.listener.MessageListenerContainer;

/** A test of the running shop; whatever it does, the books must agree afterwards. */
abstract class EndToEndTest {

  private static final class Holder {
    static final Topics TOPICS;
    static final Books BOOKS;

    static {
      var shop = Shop.open();
      TOPICS = new Topics();
      BOOKS = new Books(evidence(shop));
    }

    private static Evidence evidence(Shop shop) {
      return new Evidence(
          Evidence.DATABASES.stream().collect(Collectors.toMap(name -> name, shop::dataSource)),
          TestInfrastructure.kafkaBootstrapServers(),
          shop.history(),
          () -> shop.platform().paidOrders().values(),
          new Explained(TOPICS::poison, TOPICS::deleted, TOPICS::hasLost));
    }
  }

  private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);

  protected final Shop shop = Shop.open();
  protected final Topics topics = Holder.TOPICS;

  /** Waits until nothing is under way any more, then checks everything. */
  @AfterEach
  void theBooksAgree() {
    Awaitility.await("every order ends, is compensated, published and delivered")
        .atMost(QUIET_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(Holder.BOOKS.unquiet()).isEmpty());
    assertThat(check()).isEmpty();
    // So that no later test changes how these orders ended.
    Holder.BOOKS.watch();
  }

  protected static List<Violation> check() {
    return Holder.BOOKS.check();
  }

  protected static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }

  /** Runs something while a service's participant takes nothing from its topics. */
  protected void whileHeldUp(Service service, Runnable action) {
    var participant = shop.participant(service);
    participant.forEach(MessageListenerContainer::pause);
    try {
      eventually()
          .until(() -> participant.stream().allMatch(MessageListenerContainer::isContainerPaused));
      action.run();
    } finally {
      participant.forEach(MessageListenerContainer::resume);
    }
  }
}

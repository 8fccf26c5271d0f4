package io.jumun.e2e;

import io.jumun.local.Service;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** A test of the running shop; whatever it does, the books must agree afterwards. */
abstract class EndToEndTest {

  private static final class Holder {
    static final Topics TOPICS;
    static final Books BOOKS;

    static {
      var shop = Shop.open();
      TOPICS = new Topics();
      BOOKS = new Books(shop, TOPICS);
    }
  }

  protected final Shop shop = Shop.open();
  protected final Topics topics = Holder.TOPICS;
  protected final Books books = Holder.BOOKS;

  @AfterEach
  void theBooksAgree() {
    books.agree();
  }

  protected static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }

  /** Runs something while a service's participant takes nothing from its topics. */
  protected void whileHeldUp(Service service, Runnable action) {
    var participant = shop.participant(service);
    participant.pause();
    try {
      eventually().until(participant::isContainerPaused);
      action.run();
    } finally {
      participant.resume();
    }
  }
}

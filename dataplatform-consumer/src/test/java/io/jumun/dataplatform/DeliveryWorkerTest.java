package io.jumun.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_UNKNOWN;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Two places, a platform that takes its time, and nobody who looks for rows by the clock. */
class DeliveryWorkerTest {

  private static final DeliveriesDatabase database = new DeliveriesDatabase("worker");
  private static final int PLACES = 2;
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final JdbcTemplate jdbc = database.jdbc();
  private final TransactionTemplate transaction = database.transaction();
  private final DeliveryQueue queue = new DeliveryQueue(jdbc, transaction);
  private final SlowPlatform platform = new SlowPlatform();
  private final DeliveryProperties settings =
      new DeliveryProperties(
          PLACES,
          LEASE,
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24));
  private final DeliveryWorker worker = worker();
  private final DeliveryInbox inbox = new DeliveryInbox(queue, worker, settings);

  @BeforeEach
  void startOnNothing() {
    database.empty();
    worker.start();
    await().until(() -> free() == PLACES); // it has looked once
  }

  @AfterEach
  void stop() throws InterruptedException {
    platform.mayAnswer.release(1_000);
    var stopped = new CountDownLatch(1);
    worker.stop(stopped::countDown);
    stopped.await();
  }

  @Test
  void storesAsClaimedWhatThereIsRoomFor() {
    transaction.executeWithoutResult(
        _ -> {
          inbox.store(orders(1, 5));
          assertThat(leased()).as("within the transaction").containsExactly(1L, 2L);
          assertThat(platform.offered).isEmpty();
        });
    await().until(() -> platform.offered.size() == PLACES);
    assertThat(platform.offered).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void deliversTheRestAsPlacesBecomeFree() {
    platform.mayAnswer.release(5);
    store(1, 5);
    await().until(() -> delivered() == 5);

    assertThat(platform.offered).hasSize(5);
    assertThat(platform.most.get()).isLessThanOrEqualTo(PLACES);
  }

  @Test
  void deliversNothingBeforeWhatWasStoredEarlier() {
    store(1, 3);
    await().until(() -> platform.offered.size() == PLACES);
    platform.mayAnswer.release(1);
    await().until(() -> platform.offered.contains(3L));
    store(4, 4);
    assertThat(leased()).doesNotContain(4L);
  }

  @ParameterizedTest
  @ValueSource(ints = {STATUS_ROLLED_BACK, STATUS_UNKNOWN})
  void keepsNoPlaceForATransactionThatMayHaveFailed(int status) {
    var reservation = worker.reserve(PLACES);
    reservation.fill(queue.store(orders(1, 2), reservation.places(), LEASE));
    assertThat(worker.reserve(1).places()).isZero();
    reservation.afterCompletion(status);

    assertThat(free()).isEqualTo(PLACES);
    assertThat(platform.offered).isEmpty();
  }

  @Test
  void keepsNoPlaceForOrdersThatAreKnown() {
    platform.mayAnswer.release(2);
    store(1, 2);
    await().until(() -> delivered() == 2);
    store(1, 2);

    await().until(() -> free() == PLACES);
    assertThat(platform.offered).hasSize(2);
  }

  @Test
  void beginsNothingWhoseLeaseMayRunOutMeanwhile() {
    var reservation = worker.reserve(1);
    long since = System.nanoTime();
    reservation.fill(queue.store(orders(1, 1), reservation.places(), LEASE));
    await().until(() -> System.nanoTime() - since > LEASE.toNanos() / 4);
    reservation.afterCompletion(STATUS_COMMITTED);

    assertThat(free()).isEqualTo(PLACES);
    assertThat(platform.offered).isEmpty();
  }

  @Test
  void looksForRowsThatMissedThePlacesOfAnother() {
    var another = worker.reserve(PLACES);
    store(1, 1);
    assertThat(leased()).isEmpty();
    another.afterCompletion(STATUS_ROLLED_BACK);

    await().until(() -> platform.offered.contains(1L));
  }

  @Test
  void leavesRowsAloneWhileThePlatformIsAway() {
    platform.circuit = DataPlatform.Circuit.OPEN;
    store(1, 1);

    assertThat(leased()).isEmpty();
    assertThat(free()).isZero();
  }

  private DeliveryWorker worker() {
    var policy =
        new DeliveryPolicy(
            settings.retryInitial(), settings.retryMax(), settings.giveUpAfter(), () -> 1);
    var deadLetters =
        new DeadLetterSender(
            new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())), "group");
    var metrics =
        new DeliveryMetrics(new SimpleMeterRegistry(), new Deliveries(JdbcClient.create(jdbc)));
    return new DeliveryWorker(
        queue, new DeliveryAttempt(platform, policy, deadLetters), platform, metrics, settings);
  }

  private void store(long first, long last) {
    transaction.executeWithoutResult(_ -> inbox.store(orders(first, last)));
  }

  private static List<PaidOrder> orders(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(DeliveriesDatabase::order).toList();
  }

  /** Places for orders that come now. */
  private int free() {
    var reservation = worker.reserve(PLACES);
    reservation.afterCompletion(STATUS_ROLLED_BACK);
    return reservation.places();
  }

  private List<Long> leased() {
    return jdbc.queryForList(
        "select order_id from deliveries where lease_id is not null order by order_id", Long.class);
  }

  private int delivered() {
    return jdbc.queryForList(
            "select order_id from deliveries where status = 'DELIVERED'", Long.class)
        .size();
  }

  /** Answers when it may. */
  private static final class SlowPlatform implements DataPlatform {

    private final List<Long> offered = new CopyOnWriteArrayList<>();
    private final Semaphore mayAnswer = new Semaphore(0);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Circuit circuit = Circuit.CLOSED;

    @Override
    public Outcome deliver(PaidOrder order) {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      offered.add(order.orderId());
      mayAnswer.acquireUninterruptibly();
      now.decrementAndGet();
      return new Outcome.Delivered();
    }

    @Override
    public Circuit circuit() {
      return circuit;
    }
  }
}

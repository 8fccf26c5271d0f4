package io.jumun.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.dataplatform.DeliveryPolicy.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two workers at one database, without the service around them. */
class DeliveryQueueTest {

  private static final DeliveriesDatabase database = new DeliveriesDatabase("queue");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String ERROR = "down";

  private final JdbcTemplate jdbc = database.jdbc();
  private final TransactionTemplate transaction = database.transaction();
  private final DeliveryQueue queue = new DeliveryQueue(jdbc, transaction);

  @BeforeEach
  void emptyTables() {
    database.empty();
  }

  @Test
  void givesAClaimedOrderToNobodyElse() {
    store(1);
    assertThat(queue.claim(10, LEASE)).hasSize(1);
    assertThat(queue.claim(10, LEASE)).isEmpty();
  }

  @Test
  void givesBackWhatWasStored() {
    store(1);
    assertThat(queue.claim(1, LEASE))
        .singleElement()
        .satisfies(
            claim -> {
              assertThat(claim.order()).isEqualTo(DeliveriesDatabase.order(1));
              assertThat(claim.attempts()).isZero();
              assertThat(claim.pendingFor()).isLessThan(Duration.ofSeconds(30));
            });
  }

  @Test
  void storesAsManyAsThereIsRoomForAsClaimed() {
    store(1);
    var stored = queue.store(orders(1, 2, 3, 4), 3, LEASE);

    assertThat(stored.claimed())
        .as("1 was known already")
        .extracting(claim -> claim.order().orderId())
        .containsExactly(2L, 3L);
    assertThat(stored.unclaimed()).isEqualTo(1);
    assertThat(queue.claim(10, LEASE))
        .as("what nobody has claimed yet")
        .extracting(claim -> claim.order().orderId())
        .containsExactlyInAnyOrder(1L, 4L);
    assertThat(
            queue.record(List.of(new Result(stored.claimed().getFirst(), new Verdict.Deliver()))))
        .hasSize(1);
    assertThat(status(2)).isEqualTo("DELIVERED");
  }

  @Test
  void claimsAnOrderOnceThatIsStoredTwiceAtATime() {
    var stored = queue.store(orders(1, 1, 1, 2), 4, LEASE);

    assertThat(stored.claimed())
        .extracting(claim -> claim.order().orderId())
        .containsExactly(1L, 2L);
    assertThat(stored.unclaimed()).isZero();
  }

  @Test
  void claimsNoMoreThanAskedFor() {
    store(1, 2, 3);
    assertThat(queue.claim(2, LEASE)).hasSize(2);
    assertThat(queue.claim(2, LEASE)).hasSize(1);
  }

  @Test
  void sharesOrdersOutAmongWorkersThatClaimAtTheSameTime() throws Exception {
    store(IntStream.rangeClosed(1, 400).toArray());
    var claimed = new HashSet<Long>();
    try (var workers = Executors.newFixedThreadPool(4)) {
      Callable<List<Claim>> worker =
          () ->
              IntStream.range(0, 20).boxed().flatMap(_ -> queue.claim(5, LEASE).stream()).toList();
      for (var claims : workers.invokeAll(List.of(worker, worker, worker, worker))) {
        claims.get().forEach(claim -> assertThat(claimed.add(claim.order().orderId())).isTrue());
      }
    }
    assertThat(claimed).hasSize(400);
  }

  @Test
  void looksPastRowsThatAnotherTransactionHolds() {
    store(1, 2);
    transaction.executeWithoutResult(
        _ -> {
          assertThat(queue.claim(1, LEASE)).hasSize(1);
          assertThat(CompletableFuture.supplyAsync(() -> queue.claim(10, LEASE)).join()).hasSize(1);
        });
  }

  @Test
  void ignoresTheResultOfAWorkerThatLostItsLease() {
    store(1);
    var late = queue.claim(1, LEASE).getFirst();
    jdbc.update("update deliveries set leased_until = now() - interval '1 s'");
    var current = queue.claim(1, LEASE).getFirst();

    assertThat(queue.record(List.of(new Result(late, new Verdict.Park("late"))))).isEmpty();
    assertThat(queue.record(List.of(new Result(current, new Verdict.Deliver()))))
        .containsExactly(current.order().eventId());
    assertThat(status(1)).isEqualTo("DELIVERED");
  }

  @Test
  void recordsAndClaimsOrDoesNeither() {
    store(1, 2);
    var delivered = List.of(new Result(queue.claim(1, LEASE).getFirst(), new Verdict.Deliver()));
    var beyondAllTime = Duration.ofMillis(Long.MAX_VALUE);

    assertThatThrownBy(() -> queue.exchange(delivered, 1, beyondAllTime))
        .isInstanceOf(DataAccessException.class);
    assertThat(status(1)).isEqualTo("PENDING");

    var exchange = queue.exchange(delivered, 1, LEASE);
    assertThat(exchange.recorded()).hasSize(1);
    assertThat(status(1)).isEqualTo("DELIVERED");
    assertThat(exchange.claimed())
        .singleElement()
        .satisfies(claim -> assertThat(claim.order().orderId()).isEqualTo(2));
  }

  @Test
  void recordsManyResultsAtOnce() {
    store(1, 2, 3, 4);
    var verdicts =
        Map.of(
            1L, new Verdict.Deliver(),
            2L, new Verdict.Park("refused"),
            3L, new Verdict.TryAgain(Duration.ofHours(1), ERROR),
            4L, new Verdict.HandBack());
    var results =
        queue.claim(4, LEASE).stream()
            .map(
                claim ->
                    new Result(
                        claim, Objects.requireNonNull(verdicts.get(claim.order().orderId()))))
            .toList();

    assertThat(queue.record(results)).hasSize(4);
    assertThat(status(1)).isEqualTo("DELIVERED");
    assertThat(status(2)).isEqualTo("PARKED");
    assertThat(status(3)).isEqualTo("PENDING");
    assertThat(
            jdbc.queryForList("select attempts from deliveries order by order_id", Integer.class))
        .containsExactly(1, 1, 1, 0);
    assertThat(queue.claim(10, LEASE))
        .as("only what was handed back is due")
        .extracting(claim -> claim.order().orderId())
        .containsExactly(4L);
  }

  private String status(long orderId) {
    return JdbcClient.create(jdbc)
        .sql("select status from deliveries where order_id = ?")
        .param(orderId)
        .query(String.class)
        .single();
  }

  private void store(int... orderIds) {
    queue.store(orders(orderIds), 0, LEASE);
  }

  private static List<PaidOrder> orders(int... orderIds) {
    return IntStream.of(orderIds).mapToObj(DeliveriesDatabase::order).toList();
  }
}

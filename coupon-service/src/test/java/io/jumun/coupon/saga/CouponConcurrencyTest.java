package io.jumun.coupon.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.SagaEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Several consumers that all believe they own the partition. */
@Timeout(120)
class CouponConcurrencyTest extends SagaTest {

  private static final int TRIES = 100;

  @Autowired CouponSagaParticipant participant;

  @Test
  void oneCouponIsUsedByOneOfFiftyOrdersOfAsManyConsumers() throws Exception {
    long user = newId();
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);
    var orders = newIds(50);

    consumeAtOnce(
        orders.stream().<List<SagaEvent>>map(id -> List.of(reserved(id, user, couponId))).toList());

    assertThat(orders.stream().flatMap(id -> publishedFor(id).stream()))
        .hasSize(50)
        .filteredOn(CouponUsed.class::isInstance)
        .hasSize(1);
    assertThat(statusOf(userCouponId)).isEqualTo("USED");
  }

  @Test
  void aZombieThatHandlesTheSameRecordsHasNoEffect() throws Exception {
    long couponId = tenPercent();
    var orders = newIds(60);
    // Each user orders twice: which order gets the coupon is open, that only one does is not.
    var users = newIds(30);
    users.forEach(user -> issue(couponId, user));
    var batch = new ArrayList<SagaEvent>();
    for (int i = 0; i < orders.size(); i++) {
      batch.add(reserved(orders.get(i), users.get(i % users.size()), couponId));
    }

    consumeAtOnce(IntStream.range(0, 6).mapToObj(seed -> shuffled(batch, seed)).toList());

    assertThat(orders).allSatisfy(id -> assertThat(publishedFor(id)).hasSize(1));
    assertThat(orders.stream().filter(id -> stepOf(id).equals(List.of("USED")))).hasSize(30);
    assertBooksAgree(couponId);
  }

  /** One record each: a batch that fails is tried again one by one, which hides a lost race. */
  @Test
  void restoresOnceHoweverManyZombiesHandleTheCancel() throws Exception {
    long couponId = tenPercent();
    for (long order : newIds(40)) {
      long user = newId();
      issue(couponId, user);
      consume(List.of(reserved(order, user, couponId)));

      consumeAtOnce(Collections.nCopies(8, List.of(cancelled(order, user))));

      assertThat(publishedFor(order).stream().map(CouponConcurrencyTest::name))
          .containsExactly("CouponUsed", "CouponRestored");
    }
    assertBooksAgree(couponId);
  }

  @Test
  void stepsAndCancelsThatRaceLeaveNoCouponSpent() throws Exception {
    long couponId = tenPercent();
    var orders = newIds(100);
    var steps = new ArrayList<SagaEvent>();
    var cancels = new ArrayList<SagaEvent>();
    for (long order : orders) {
      long user = newId();
      issue(couponId, user);
      steps.add(reserved(order, user, couponId));
      cancels.add(cancelled(order, user));
    }
    var batches = new ArrayList<List<SagaEvent>>();
    for (int i = 0; i < orders.size(); i += 10) {
      batches.add(shuffled(steps.subList(i, i + 10), i));
      batches.add(shuffled(cancels.subList(i, i + 10), -i));
    }
    batches.add(shuffled(steps, 1));
    batches.add(shuffled(cancels, 2));

    consumeAtOnce(batches);

    assertThat(orders)
        .allSatisfy(
            id ->
                assertThat(publishedFor(id).stream().map(CouponConcurrencyTest::name).toList())
                    .isEqualTo(
                        stepOf(id).equals(List.of("FENCED"))
                            ? List.of()
                            : List.of("CouponUsed", "CouponRestored")));
    assertThat(
            jdbc.sql("select count(*) from user_coupons where coupon_id = ? and status = 'USED'")
                .param(couponId)
                .query(Long.class)
                .single())
        .isZero();
    assertBooksAgree(couponId);
  }

  @Test
  void stepAndCancelMayShareABatchInAnyOrder() {
    long couponId = tenPercent();
    var fenced = newId();
    var restored = newId();
    var after = newId();
    long user = newId();
    issue(couponId, user);

    consume(
        List.of(
            cancelled(fenced, user),
            reserved(fenced, user, couponId),
            reserved(restored, user, couponId),
            cancelled(restored, user),
            reserved(after, user, couponId),
            cancelled(restored, user)));

    assertThat(stepOf(fenced)).containsExactly("FENCED");
    assertThat(publishedFor(fenced)).isEmpty();
    assertThat(stepOf(restored)).containsExactly("RESTORED");
    assertThat(publishedFor(restored).stream().map(CouponConcurrencyTest::name))
        .containsExactly("CouponUsed", "CouponRestored");
    assertThat(stepOf(after)).containsExactly("USED");
    assertBooksAgree(couponId);
  }

  /** As the container does it: again, until it is done. */
  private void consume(List<SagaEvent> batch) {
    var records = batch.stream().map(event -> record(event)).toList();
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        participant.onRecords(records);
        return;
      } catch (BatchListenerFailedException e) {
        assertThat(e.getMessage()).startsWith("Will be delivered again");
      }
    }
    throw new AssertionError("not handled in %d tries".formatted(TRIES));
  }

  private void consumeAtOnce(List<List<SagaEvent>> batches) throws Exception {
    allAtOnce(
        batches.stream()
            .<Callable<Boolean>>map(
                batch ->
                    () -> {
                      consume(batch);
                      return true;
                    })
            .toList());
  }

  private void assertBooksAgree(long couponId) {
    assertThat(
            jdbc.sql(
                    """
                    select count(*)
                    from (select user_coupon_id, order_id from user_coupons
                          where coupon_id = :coupon and status = 'USED') spent
                    full join (select user_coupon_id, order_id from coupon_steps
                               where coupon_id = :coupon and state = 'USED') step
                      using (user_coupon_id, order_id)
                    where spent is null or step is null
                    """)
                .param("coupon", couponId)
                .query(Long.class)
                .single())
        .isZero();
  }

  private static List<SagaEvent> shuffled(List<SagaEvent> events, int seed) {
    var copy = new ArrayList<>(events);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }

  private static List<Long> newIds(int count) {
    return LongStream.range(0, count).map(_ -> newId()).boxed().toList();
  }

  private static String name(CouponEvent event) {
    return event.getClass().getSimpleName();
  }
}

package io.jumun.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Window WINDOW = new Window(Duration.ZERO, SECOND, () -> {});

  @Test
  void openLoadDoesNotHideAStall() throws Exception {
    // One request stalls the server for half a second, in which twenty others were to start.
    try (var standIn = new StandIn(1, number -> number == 0 ? 500 : 0)) {
      var tally =
          new OpenLoad(standIn.endpoints(), new Schedule(40))
              .run(requests(Workload.COUPONS), WINDOW);

      assertThat(tally.wrong()).isZero();
      assertThat(tally.micros().getTotalCount()).isEqualTo(40);
      assertThat(tally.micros().getCountBetweenValues(100_000, 60_000_000))
          .isGreaterThanOrEqualTo(15);
    }
  }

  @Test
  void aRightAnswerToALateRequestIsLateByTheWholeDelay() {
    var tally = new Tally();
    tally.startWindow(0);
    var request = new Request(Request.Target.ORDERS, "", new Expectation.Paid(5));

    tally.add(request, paid(5), 1, Duration.ofMillis(750).toNanos());

    assertThat(tally.micros().getMaxValue()).isBetween(749_000L, 751_000L);
    assertThat(tally.paid()).isOne();
  }

  @Test
  void countsOnlyWhatIsWithinTheWindow() {
    var tally = new Tally();
    tally.startWindow(100);
    tally.endWindow(200);
    var request = new Request(Request.Target.ORDERS, "", new Expectation.Paid(5));

    for (long time : new long[] {99, 100, 199, 200}) {
      tally.add(request, paid(5), time, 1_000);
    }

    assertThat(tally.micros().getTotalCount()).isEqualTo(2);
    assertThat(tally.sinceStart()).isEqualTo(3);
    assertThat(tally.right()).isEqualTo(4);
  }

  @Test
  void closedLoadSendsNothingBeforeTheLastAnswer() throws Exception {
    try (var standIn = new StandIn(2, _ -> 100)) {
      var tally =
          new ClosedLoad(standIn.endpoints(), 2).run(_ -> requests(Workload.COUPONS), WINDOW);

      assertThat(standIn.asked()).isBetween(2, 22);
      assertThat(tally.right()).isEqualTo(standIn.asked());
    }
  }

  @Test
  void keepsSamplesOfWrongAnswers() throws Exception {
    try (var standIn = new StandIn(1, _ -> 0)) {
      var tally =
          new OpenLoad(standIn.endpoints(), new Schedule(40))
              .run(requests(Workload.UNIFORM), WINDOW);

      assertThat(tally.samples()).hasSize(5).allMatch(sample -> sample.contains("재고"));
    }
  }

  @Test
  void closedLoadFailsWithFewerClientsThanAskedFor() throws Exception {
    try (var standIn = new StandIn(2, _ -> 0)) {
      var load = new ClosedLoad(standIn.endpoints(), 2);

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  load.run(
                      client -> client == 0 ? exhausted() : requests(Workload.COUPONS), WINDOW))
          .havingCause()
          .withMessage("none left");
    }
  }

  @Test
  void closedLoadEndsWhenItsClocksCannotBeRead() throws Exception {
    try (var standIn = new StandIn(1, _ -> 0)) {
      var load = new ClosedLoad(standIn.endpoints(), 1);
      var unreadable = new Window(Duration.ZERO, SECOND, LoadTest::fail);

      assertThatIllegalStateException()
          .isThrownBy(() -> load.run(_ -> requests(Workload.COUPONS), unreadable))
          .withMessage("unreadable");
    }
  }

  @Test
  void openLoadFailsWhenItsClocksCannotBeRead() throws Exception {
    try (var standIn = new StandIn(1, _ -> 0)) {
      var load = new OpenLoad(standIn.endpoints(), new Schedule(40));
      var unreadable = new Window(Duration.ZERO, SECOND, LoadTest::fail);

      assertThatIllegalStateException()
          .isThrownBy(() -> load.run(requests(Workload.COUPONS), unreadable))
          .havingCause()
          .withMessage("unreadable");
    }
  }

  private static void fail() {
    throw new IllegalStateException("unreadable");
  }

  /** Whose coupons were not enough. */
  private static Requests exhausted() {
    var coupons =
        new Coupons() {
          @Override
          public Held nextWish() {
            throw new IllegalStateException("none left");
          }
        };
    return new Requests(Workload.COUPONS, coupons, "e", 1);
  }

  private static Answer paid(long amount) {
    return new Answer(
        200,
        "/orders/7",
        "{\"status\":\"SUCCESS\",\"message\":\"주문 및 결제가 성공적으로 완료되었습니다!\","
            + "\"data\":{\"order_id\":7,\"final_amount\":"
            + amount
            + "}}");
  }

  private static Requests requests(Workload workload) {
    return new Requests(workload, new Coupons(), "t", 1);
  }
}

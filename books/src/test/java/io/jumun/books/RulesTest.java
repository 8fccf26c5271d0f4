package io.jumun.books;

import static io.jumun.books.CleanWorld.CANCELLED;
import static io.jumun.books.CleanWorld.COUPON;
import static io.jumun.books.CleanWorld.OWNED;
import static io.jumun.books.CleanWorld.PAID;
import static io.jumun.books.CleanWorld.PRODUCT;
import static io.jumun.books.CleanWorld.USER;
import static io.jumun.books.CleanWorld.attempt;
import static io.jumun.books.CleanWorld.entry;
import static io.jumun.books.CleanWorld.happened;
import static io.jumun.books.CleanWorld.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.books.ClientAction.Charge;
import io.jumun.books.ClientAction.CouponIssue;
import io.jumun.books.ClientAction.Effect;
import io.jumun.books.ClientAction.Supply;
import io.jumun.books.Events.Question;
import io.jumun.books.Events.Seen;
import io.jumun.books.Order.End;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each defect is found by the one rule that is there for it. */
class RulesTest {

  record Defect(Rule by, String name, Consumer<World> damage) {
    @Override
    public String toString() {
      return by.name() + ": " + name;
    }
  }

  private static final List<Defect> MONEY =
      List.of(
          new Defect(
              new TheLedgerReplays(),
              "an entry is missing",
              world -> {
                var last = world.money().ledger().removeLast();
                world
                    .money()
                    .ledger()
                    .add(new Money.Entry(USER, 5, "REFUND", last.amount(), 31_000, CANCELLED));
                world.money().accounts().put(USER, new Money.Account(31_000, 5));
              }),
          new Defect(
              new TheLedgerReplays(),
              "an account lost count",
              world -> world.money().accounts().put(USER, new Money.Account(31_000, 3))),
          new Defect(
              new ChargesAreTheClients(),
              "a confirmed charge is missing",
              world -> world.clients().charged(2, 100)),
          new Defect(
              new ChargesAreTheClients(),
              "one key was charged twice",
              world -> {
                entry(world, "CHARGE", 7, 31_007, null);
                entry(world, "CHARGE", 7, 31_014, null);
                world.money().accounts().put(USER, new Money.Account(31_014, 6));
                world.clients().add(new Charge(USER, 7, "key", Effect.DONE));
                world.clients().add(new Charge(USER, 7, "key", Effect.UNKNOWN));
              }),
          new Defect(
              new BalancesAreChargesLessPayments(),
              "a balance is off by one",
              world -> world.money().accounts().put(USER, new Money.Account(31_001, 4))),
          new Defect(
              new MoneyAgreesWithOrders(),
              "the step of a cancelled order holds money",
              world ->
                  world.money().steps().put(CANCELLED, new Money.Step("DEDUCTED", USER, 10_000))),
          new Defect(
              new MoneyAgreesWithOrders(),
              "a paid order took another amount",
              world -> world.money().steps().put(PAID, new Money.Step("DEDUCTED", USER, 18_000))),
          new Defect(
              new MoneyAgreesWithOrders(),
              "an order nobody knows",
              world -> world.money().steps().put(999L, new Money.Step("REJECTED", USER, 0))));

  private static final List<Defect> STOCK_AND_COUPONS =
      List.of(
          new Defect(
              new StockIsSuppliedLessSold(),
              "one piece is lost",
              world -> world.stock().left().put(PRODUCT, 2L)),
          new Defect(
              new StockIsSuppliedLessSold(),
              "a product is gone",
              world -> world.clients().supplied(11, 1)),
          new Defect(
              new StockAgreesWithOrders(),
              "a cancelled order holds stock",
              world ->
                  world
                      .stock()
                      .reservations()
                      .put(CANCELLED, new Stock.Reservation("RESERVED", List.of(line(1, 1L))))),
          new Defect(
              new StockAgreesWithOrders(),
              "a paid order holds other lines",
              world ->
                  world
                      .stock()
                      .reservations()
                      .put(PAID, new Stock.Reservation("RESERVED", List.of(line(1, 10_000L))))),
          new Defect(
              new CouponsAgreeWithOrders(),
              "a cancelled order has used a coupon",
              world ->
                  world.coupons().steps().put(CANCELLED, new Coupons.Step("USED", OWNED, COUPON))),
          new Defect(
              new CouponsAgreeWithOrders(),
              "a coupon is used for an order that is not paid",
              world -> {
                world.coupons().campaigns().set(0, new Coupons.Campaign(COUPON, 2, 10));
                world.coupons().owned().add(new Coupons.Owned(51, COUPON, 2, "USED", CANCELLED));
                world.clients().issued(COUPON, 2);
              }),
          new Defect(
              new ACouponPaysOneOrder(), "a coupon pays two orders", RulesTest::payTwiceWithOne),
          new Defect(
              new CampaignsKeepCount(),
              "a campaign lost count",
              world -> world.coupons().campaigns().set(0, new Coupons.Campaign(COUPON, 2, 10))),
          new Defect(
              new CampaignsKeepCount(),
              "more are issued than there are",
              world -> world.coupons().campaigns().set(0, new Coupons.Campaign(COUPON, 1, 0))),
          new Defect(
              new CampaignsKeepCount(),
              "an issued coupon is gone",
              world -> world.clients().issued(COUPON, 7)),
          new Defect(
              new CampaignsKeepCount(),
              "a coupon that nobody asked for",
              world -> {
                world.coupons().campaigns().set(0, new Coupons.Campaign(COUPON, 2, 10));
                world.coupons().owned().add(new Coupons.Owned(51, COUPON, 2, "ISSUED", null));
              }));

  private static final List<Defect> ORDERS =
      List.of(
          new Defect(
              new EveryOrderHasEnded(),
              "one is open",
              world -> {
                world
                    .orders()
                    .put(
                        103L,
                        new Order(
                            103,
                            USER,
                            "PENDING",
                            null,
                            null,
                            null,
                            null,
                            null,
                            List.of(line(3, null))));
                happened(world, 103, EventKind.ORDER_CREATED);
                world.clients().add(attempt(3, null, null, new OrderOutcome.Accepted(103)));
              }),
          new Defect(
              new AnEndIsForGood(),
              "a cancelled order was paid before",
              world -> world.memory().ends().put(CANCELLED, new End("PAID", null, 10_000L))),
          new Defect(
              new AnEndIsForGood(),
              "an order is gone",
              world -> world.memory().saw(999, new End("PAID", null, 1L))),
          new Defect(
              new AnEndIsForGood(),
              "an end changed there and back",
              world -> {
                world.memory().saw(PAID, new End("CANCELLED", "DEADLINE_PASSED", null));
                world.memory().saw(PAID, CleanWorld.paid(PAID).end());
              }),
          new Defect(
              new APaidOrderAddsUp(),
              "total is not the sum of the lines",
              world ->
                  world
                      .orders()
                      .put(
                          PAID,
                          new Order(
                              PAID,
                              USER,
                              "PAID",
                              null,
                              COUPON,
                              21_000L,
                              2_000L,
                              19_000L,
                              List.of(line(2, 10_000L))))),
          new Defect(
              new AnswersAreTrue(),
              "another amount was told",
              world ->
                  world.clients().add(attempt(2, COUPON, null, new OrderOutcome.Paid(PAID, 1)))),
          new Defect(
              new AnswersAreTrue(),
              "a cancelled order was told to be paid",
              world ->
                  world
                      .clients()
                      .add(attempt(1, null, null, new OrderOutcome.Paid(CANCELLED, 10_000)))),
          new Defect(
              new AnswersAreTrue(),
              "another reason was told",
              world -> world.clients().add(attempt(1, null, null, rejected(402, CANCELLED)))),
          new Defect(
              new AnswersAreTrue(),
              "an accepted order is not stored",
              world -> world.clients().add(attempt(1, null, null, new OrderOutcome.Accepted(99)))),
          new Defect(
              new AKeyIsOneOrder(),
              "one key got two orders",
              world -> {
                world.orders().put(103L, CleanWorld.cancelled(103, "OUT_OF_STOCK", null, 99));
                happened(world, 103, EventKind.ORDER_CREATED, EventKind.STOCK_RESERVATION_FAILED);
                world.events().add(103, new Seen(EventKind.ORDER_CANCELLED, null, "OUT_OF_STOCK"));
                world.clients().add(attempt(99, null, null, outOfStock(103)));
                world.clients().add(attempt(99, null, "b", outOfStock(103)));
              }),
          new Defect(
              new AReusedKeyWasUsed(),
              "a key that only another user has used",
              world ->
                  world
                      .clients()
                      .add(
                          attempt(
                              99,
                              null,
                              "only-once",
                              new OrderOutcome.Rejected(422, "IDEMPOTENCY_KEY_REUSED", null)))),
          new Defect(
              new AKeyNamesAnOrder(),
              "a key without its order",
              world -> world.keyedOrders().add(999L)),
          new Defect(
              new OrdersAreExplained(),
              "an order that nobody asked for",
              world -> addRejected(world, 103)),
          new Defect(
              new OrdersAreExplained(),
              "a refused request was stored",
              world -> {
                addRejected(world, 103);
                world
                    .clients()
                    .add(attempt(99, null, null, new OrderOutcome.Rejected(503, "X", null)));
              }));

  private static final List<Defect> EVENTS =
      List.of(
          new Defect(
              new OutboxRowsArePublished(),
              "a row is skipped",
              world -> world.events().outboxOf(Topics.COUPON_EVENTS).add(UUID.randomUUID())),
          new Defect(
              new RecordsComeFromTheOutbox(),
              "a record nobody committed",
              world -> world.events().publishedOn(Topics.COUPON_EVENTS).add(UUID.randomUUID())),
          new Defect(
              new RecordsAreWellFormed(),
              "a record is not JSON",
              world -> world.events().malformed().add("order.events-3@7: its body is not JSON")),
          new Defect(
              new EventsFormALegalPath(),
              "a release without a reservation",
              world -> happened(world, CleanWorld.REJECTED, EventKind.STOCK_RELEASED)),
          new Defect(
              new EventsFormALegalPath(),
              "an end is told twice, and nobody asked",
              world -> world.events().add(PAID, new Seen(EventKind.ORDER_PAID, 19_000L, null))),
          new Defect(
              new EventsAgreeWithOrders(),
              "an end was not published",
              world -> events(world, CANCELLED).clear()),
          new Defect(
              new EventsAgreeWithOrders(),
              "another amount was published",
              world -> {
                events(world, PAID).removeLast();
                world.events().add(PAID, new Seen(EventKind.ORDER_PAID, 1L, null));
              }),
          new Defect(
              new EventsAgreeWithOrders(),
              "events of an order that does not exist",
              world -> happened(world, 999, EventKind.ORDER_CREATED)),
          new Defect(
              new NothingIsLeftBehind(),
              "a participant asks about an order",
              world -> world.events().questions().add(stockQuestion(CANCELLED))),
          new Defect(
              new NothingIsLeftBehind(),
              "copies of an order's records were injected, and somebody asks",
              world -> {
                world.events().injectedFor().add(CANCELLED);
                world.events().questions().add(stockQuestion(CANCELLED));
              }),
          new Defect(
              new ThePlatformHasPaidOrders(),
              "a paid order is missing",
              world -> world.platform().received().clear()),
          new Defect(
              new ThePlatformHasPaidOrders(),
              "a paid order came twice",
              world -> world.platform().received().add(new Platform.Received(PAID, 19_000))),
          new Defect(
              new ThePlatformHasPaidOrders(),
              "another amount came",
              world -> world.platform().received().set(0, new Platform.Received(PAID, 20_000))),
          new Defect(
              new ThePlatformHasPaidOrders(),
              "a cancelled order came",
              world -> world.platform().received().add(new Platform.Received(CANCELLED, 1))),
          new Defect(
              new ThePlatformHasPaidOrders(),
              "an order that does not exist came",
              world -> world.platform().received().add(new Platform.Received(999, 1))),
          new Defect(
              new ThePlatformHasPaidOrders(),
              "a delivery is parked",
              world -> world.platform().deliveries().put(PAID, "PARKED")),
          new Defect(
              new DeadLettersAreExplained(),
              "one that nobody expects",
              world -> world.events().deadLetters().add(deadLetter(UUID.randomUUID()))),
          new Defect(
              new DeadLettersAreExplained(),
              "one without an id",
              world -> world.events().deadLetters().add(deadLetter(null))),
          new Defect(
              new PoisonIsSetAside(),
              "one group dropped it",
              world ->
                  world
                      .events()
                      .deadLetters()
                      .removeIf(letter -> "coupon-service".equals(letter.group()))),
          new Defect(
              new PoisonIsSetAside(),
              "it is on another dead-letter topic",
              world -> {
                world.events().deadLetters().clear();
                for (var group : List.of("order-service", "coupon-service")) {
                  world
                      .events()
                      .deadLetters()
                      .add(deadLetter("order.events-dlt", CleanWorld.POISON, group));
                }
              }),
          new Defect(
              new PoisonIsSetAside(),
              "nobody reads its topic",
              world -> world.flow().readers().clear()),
          new Defect(
              new ConsumersHaveCaughtUp(),
              "a group lags",
              world ->
                  world.flow().lags().add(new Flow.Lag("order-service", "stock.events", 3, 1))),
          new Defect(
              new SlotsAreActive(),
              "nobody reads a slot",
              world -> world.flow().slots().add(new Flow.Slot("coupons", "coupon_outbox", false))),
          new Defect(
              new NoDatabaseHadADeadlock(),
              "one had a deadlock",
              world -> world.deadlocks().put("products", 1L)));

  static final List<Defect> DEFECTS =
      Stream.of(MONEY, STOCK_AND_COUPONS, ORDERS, EVENTS).flatMap(List::stream).toList();

  @ParameterizedTest
  @FieldSource("DEFECTS")
  void aDefectIsFoundByItsRuleAlone(Defect defect) {
    var world = CleanWorld.create();

    defect.damage().accept(world);

    assertThat(check(world)).extracting(Violation::rule).containsExactly(defect.by().name());
  }

  @Test
  void nothingIsFoundWhereAllAgrees() {
    assertThat(check(CleanWorld.create())).isEmpty();
  }

  @Test
  void everyRuleHasADefect() {
    assertThat(DEFECTS.stream().map(defect -> defect.by().name()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(Rules.ALL.stream().map(Rule::name).toList());
  }

  @Test
  void whatIsUnknownToClientsMayHaveHappenedOrNot() {
    var world = CleanWorld.create();
    entry(world, "CHARGE", 7, 31_007, null);
    world.money().accounts().put(USER, new Money.Account(31_007, 5));
    world.clients().add(new Charge(USER, 7, null, Effect.UNKNOWN));
    world.clients().add(new Charge(USER, 8, null, Effect.UNKNOWN));
    world.stock().left().put(PRODUCT, 13L);
    world.clients().add(new Supply(PRODUCT, 10, Effect.UNKNOWN));
    world.clients().add(new Supply(PRODUCT, 20, Effect.UNKNOWN));
    world.coupons().campaigns().set(0, new Coupons.Campaign(COUPON, 2, 10));
    world.coupons().owned().add(new Coupons.Owned(51, COUPON, 2, "ISSUED", null));
    world.clients().add(new CouponIssue(COUPON, 2, Effect.UNKNOWN));
    world.clients().add(new CouponIssue(COUPON, 3, Effect.UNKNOWN));

    assertThat(check(world)).isEmpty();
  }

  @Test
  void whatWasDoneOnPurposeIsNoDefect() {
    var deleted = UUID.randomUUID();
    var world = CleanWorld.create();
    world.events().questions().add(stockQuestion(CleanWorld.LOST));
    world.events().questions().add(stockQuestion(999));
    world.events().outboxOf(Topics.COUPON_EVENTS).add(deleted);
    world.events().deleted().add(deleted);
    world.events().injectedFor().add(999L);
    world.stock().reservations().put(999L, new Stock.Reservation("FENCED", List.of()));

    assertThat(check(world)).isEmpty();
  }

  @Test
  void poisonThatWasDeletedUnreadNeedNotBeSetAside() {
    var world = CleanWorld.create();
    world.events().deadLetters().clear();
    world.events().deleted().add(CleanWorld.POISON);

    assertThat(check(world)).isEmpty();
  }

  @Test
  void anEndMayBeToldAgainWhereSomebodyAsked() {
    var world = CleanWorld.create();
    world.events().questions().add(stockQuestion(PAID));
    world.events().add(PAID, new Seen(EventKind.ORDER_PAID, 19_000L, null));

    assertThat(new EventsFormALegalPath().judge(world)).isEmpty();
  }

  @Test
  void manyFindingsAreOneViolationWithTheFirstFew() {
    var world = CleanWorld.create();
    for (int i = 0; i < 1_000; i++) {
      world.flow().lags().add(new Flow.Lag("a group", "order.events", i, 1));
    }

    assertThat(check(world))
        .singleElement()
        .satisfies(
            violation -> assertThat(violation.detail()).startsWith("1000: ").hasSizeLessThan(500));
  }

  private static List<Violation> check(World world) {
    return Rules.ALL.stream().flatMap(rule -> rule.judge(world).stream()).toList();
  }

  private static void payTwiceWithOne(World world) {
    long second = 103;
    world.orders().put(second, CleanWorld.paid(second));
    world.coupons().steps().put(second, new Coupons.Step("USED", OWNED, COUPON));
    world.clients().add(attempt(2, COUPON, null, new OrderOutcome.Paid(second, 19_000)));
    entry(world, "DEDUCT", 19_000, 12_000, second);
    world.money().accounts().put(USER, new Money.Account(12_000, 5));
    world.money().steps().put(second, new Money.Step("DEDUCTED", USER, 19_000));
    world.stock().left().put(PRODUCT, 1L);
    world
        .stock()
        .reservations()
        .put(second, new Stock.Reservation("RESERVED", List.of(line(2, 10_000L))));
    events(world, PAID).forEach(seen -> world.events().add(second, seen));
    world.platform().deliveries().put(second, "DELIVERED");
    world.platform().received().add(new Platform.Received(second, 19_000));
  }

  private static void addRejected(World world, long id) {
    world.orders().put(id, CleanWorld.cancelled(id, "OUT_OF_STOCK", null, 99));
    happened(world, id, EventKind.ORDER_CREATED, EventKind.STOCK_RESERVATION_FAILED);
    world.events().add(id, new Seen(EventKind.ORDER_CANCELLED, null, "OUT_OF_STOCK"));
  }

  private static List<Seen> events(World world, long order) {
    return world.events().byOrder().computeIfAbsent(order, _ -> new ArrayList<>());
  }

  private static OrderOutcome rejected(int status, long order) {
    return new OrderOutcome.Rejected(status, "INSUFFICIENT_BALANCE", order);
  }

  private static OrderOutcome outOfStock(long order) {
    return new OrderOutcome.Rejected(409, "PRODUCT_OUT_OF_STOCK", order);
  }

  private static Question stockQuestion(long order) {
    return new Question(order, EventTypes.nameOf(StockOutcomeRequested.class));
  }

  private static DeadLetter deadLetter(@Nullable UUID id) {
    return deadLetter("stock.events-dlt", id, "order-service");
  }

  private static DeadLetter deadLetter(String topic, @Nullable UUID id, String group) {
    var text = id == null ? null : id.toString();
    return new DeadLetter(topic, 0, 0, "1", text, null, group, "no reason");
  }
}

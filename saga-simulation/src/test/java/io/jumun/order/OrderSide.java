package io.jumun.order;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.order.reconciliation.Statements;
import io.jumun.order.saga.OrderReactions;
import io.jumun.outbox.LateWrites;
import io.jumun.outbox.Outbox;
import io.jumun.simulation.Database;
import io.jumun.simulation.Fact;
import io.jumun.simulation.Facts;
import io.jumun.simulation.Flaw;
import io.jumun.simulation.Questions;
import io.jumun.simulation.Reactions;
import io.jumun.simulation.Side;
import io.jumun.simulation.Table;
import io.jumun.simulation.Violation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** order-service without PostgreSQL and Kafka. */
public final class OrderSide implements Side {

  public static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final MeterRegistry METERS = new CompositeMeterRegistry();
  private static final JdbcTemplate NO_JDBC = new JdbcTemplate();
  private static final JdbcClient NO_CLIENT = JdbcClient.create(NO_JDBC);
  private static final OutcomeAnnouncer NO_ANNOUNCER = new NoAnnouncer();

  private final Database database;
  private final Facts facts;
  private final Flaw flaw;
  private final Clock clock;
  private final Table<Order> orders;

  /** Committed, and told of by the log, but not visible to other transactions yet. */
  private final Map<Long, Order> unseen = new HashMap<>();

  private final Map<Long, List<OrderLine>> lines = new HashMap<>();
  private final Set<Long> withCoupon = new HashSet<>();
  private final Map<Long, Instant> deadlines = new HashMap<>();
  private final Reactions reactions;
  private final DeadlineSweep sweep;

  public OrderSide(Database database, Clock clock, Facts facts, Flaw flaw) {
    this.database = database;
    this.facts = facts;
    this.flaw = flaw;
    this.clock = clock;
    orders = database.table("orders", Order::id, _ -> null);
    orders.rule(OrderSide::checkEnd);
    Outbox outbox = (_, event) -> database.append((SagaEvent) event);
    var prices = new InMemoryPrices();
    var endings = new OrderEndings(outbox, prices, NO_ANNOUNCER);
    var again = new EndingsAgain(outbox, prices, METERS, false);
    var simulated = new Orders();
    var now = new SimulatedDatabaseClock();
    var production =
        OrderReactions.of(new OrderDecisions(simulated, new Unseen(), endings, again, METERS));
    reactions =
        flaw == Flaw.LEAVES_QUESTIONS_OPEN ? production.without(Questions::isOne) : production;
    sweep = new DeadlineSweep(simulated, endings, now, new SimulatedTransactions(database), METERS);
  }

  private static void checkEnd(@Nullable Order before, Order after) {
    Violation.unless(
        before == null
            || before.status() == OrderStatus.PENDING
            || before.status() == after.status(),
        "an end is for good",
        after.id());
  }

  /**
   * Commits an order.
   *
   * @param visible whether others see it at once
   */
  public void place(
      long orderId,
      long userId,
      List<OrderLine> ordered,
      @Nullable Long couponId,
      boolean visible) {
    var now = clock.instant();
    var request = NewOrder.of(userId, ordered, couponId, null, null);
    var order = new Order(orderId, userId, couponId, now, now.plus(DEADLINE));
    lines.put(orderId, request.lines());
    if (couponId != null) {
      withCoupon.add(orderId);
    }
    deadlines.put(orderId, now.plus(DEADLINE));
    if (visible) {
      orders.add(order);
    } else {
      facts.count(Fact.COMMIT_STAYED_UNSEEN);
      unseen.put(orderId, order);
    }
    var transaction = database.begin();
    database.append(new OrderCreated(orderId, userId, request.lines(), couponId, now));
    Violation.unless(transaction.tryCommit(), "an order can be stored", orderId);
  }

  /** Every committed order can be seen from now on. */
  public void reveal() {
    unseen.values().forEach(orders::add);
    unseen.clear();
  }

  /** One look for orders past their deadline, as in production. */
  public void sweep() {
    long cancelled = facts.of(Fact.ORDER_CANCELLED);
    sweep.run();
    facts.count(Fact.SWEPT);
    if (facts.of(Fact.ORDER_CANCELLED) > cancelled) {
      facts.count(Fact.SWEEP_CANCELLED);
    }
  }

  /** Without any grace. */
  public Optional<OrdersSettled> stateFrom(long from) {
    return Statements.of(
        from,
        orders.all().stream().map(Order::id).filter(id -> id >= from).toList(),
        id -> status(id) != OrderStatus.PENDING,
        this::isPaid,
        withCoupon::contains,
        clock.instant());
  }

  public boolean isPaid(long orderId) {
    return status(orderId) == OrderStatus.PAID;
  }

  public boolean isCancelled(long orderId) {
    return status(orderId) == OrderStatus.CANCELLED;
  }

  public @Nullable Instant deadlineOf(long orderId) {
    return deadlines.get(orderId);
  }

  private @Nullable OrderStatus status(long orderId) {
    var order = orders.find(orderId);
    return order == null ? null : order.status();
  }

  @Override
  public void observe(SagaEvent event) {
    var status = status(event.orderId());
    boolean failure =
        event instanceof StockReservationFailed
            || event instanceof CouponRejected
            || event instanceof BalanceDeductionFailed;
    if (failure && status == OrderStatus.CANCELLED) {
      facts.count(Fact.FAILURE_AFTER_CANCEL);
    }
    if (event instanceof BalanceDeducted && status != null) {
      observePayment(status, event.orderId());
    }
  }

  private void observePayment(OrderStatus status, long orderId) {
    switch (status) {
      case PAID -> facts.count(Fact.DUPLICATE_PAYMENT_IGNORED);
      case CANCELLED -> facts.count(Fact.PAYMENT_AFTER_CANCEL);
      case PENDING -> {
        var deadline = deadlines.get(orderId);
        if (deadline != null && !clock.instant().isBefore(deadline)) {
          facts.count(Fact.PAYMENT_MET_PASSED_DEADLINE);
        }
      }
    }
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Reactions reactions() {
    return reactions;
  }

  private final class Orders implements DecisionStore {

    @Override
    public Locked lockAll(Collection<Long> ids) {
      var byId = orders.lock(ids).stream().collect(Collectors.toMap(Order::id, order -> order));
      return new Locked(byId, clock.instant());
    }

    @Override
    public List<Order> lockOverdue(int limit) {
      return orders
          .lockFree(
              order ->
                  order.status() == OrderStatus.PENDING
                      && !clock.instant().isBefore(deadlines.get(order.id())))
          .stream()
          .limit(limit)
          .toList();
    }

    @Override
    public void saveStates(Collection<Order> changed) {
      orders.save(changed);
    }
  }

  private final class Unseen extends UnseenOrders {

    Unseen() {
      super(NO_CLIENT);
    }

    /** Waits for whoever is storing one of them. */
    @Override
    void await(Collection<Long> ids) {
      for (long id : ids) {
        var order = flaw == Flaw.DROPS_UNSEEN_ORDERS ? null : unseen.remove(id);
        if (order != null) {
          facts.count(Fact.UNSEEN_ORDER_AWAITED);
          orders.add(order);
        }
      }
    }
  }

  private final class InMemoryPrices extends LinePrices {

    /** By order. A price never changes here, so what a rollback leaves behind does no harm. */
    private final Map<Long, List<PricedLine>> prices = new HashMap<>();

    InMemoryPrices() {
      super(NO_JDBC);
    }

    @Override
    void store(List<OrderPaid> paid) {
      for (var order : paid) {
        var priced =
            order.lines().stream()
                .map(line -> new OrderLine(line.productId(), line.quantity()))
                .toList();
        if (!priced.equals(lines.get(order.orderId()))) {
          throw new IllegalArgumentException("Paid for other lines than were ordered");
        }
        prices.put(order.orderId(), order.lines());
      }
    }

    @Override
    Map<Long, List<PricedLine>> of(List<Long> paid) {
      var found = new HashMap<>(prices);
      found.keySet().retainAll(paid);
      return found;
    }
  }

  private final class SimulatedDatabaseClock extends DatabaseClock {

    SimulatedDatabaseClock() {
      super(NO_JDBC);
    }

    @Override
    Instant now() {
      return clock.instant();
    }
  }

  /** Nobody waits for an answer here. */
  private static final class NoAnnouncer extends OutcomeAnnouncer {

    NoAnnouncer() {
      super(new LateWrites(NO_JDBC), new OutcomeWaiters());
    }

    @Override
    void announce(List<Outcome> outcomes) {}
  }
}

package io.jumun.simulation;

import io.jumun.balance.BalanceSide;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.Topics;
import io.jumun.coupon.CouponSide;
import io.jumun.order.OrderSide;
import io.jumun.product.ProductSide;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** The five parts of the saga and what connects them, in one thread and without any I/O. */
final class World {

  private static final long PARTITIONS = 2;

  private final Shop shop;
  private final Choices choices;
  private final Facts facts;
  private final Flaw flaw;
  private final Trace trace;
  private final SimulatedClock clock = new SimulatedClock();
  private final ProductSide products;
  private final CouponSide coupons;
  private final BalanceSide balances;
  private final OrderSide orders;
  private final Map<String, Map<Long, Log>> topics = new LinkedHashMap<>();
  private final List<Relay> relays = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Runnable> setAside = new ArrayList<>();
  private final Set<Long> lost = new HashSet<>();
  private final Settlement settlement = new Settlement(this);
  private int step;
  private int placed;
  private boolean deadlinePassed;

  World(Shop shop, Choices choices, Facts facts, Flaw flaw, Trace trace) {
    this.shop = shop;
    this.choices = choices;
    this.facts = facts;
    this.flaw = flaw;
    this.trace = trace;
    products = new ProductSide(database(), clock, facts);
    coupons = new CouponSide(database(), clock, facts, flaw);
    balances = new BalanceSide(database(), clock, facts);
    orders = new OrderSide(database(), clock, facts, flaw);
    connect();
    stock();
  }

  private Database database() {
    return new Database(facts, flaw, () -> !choices.oneIn(4));
  }

  private void connect() {
    relay("order", orders, Topics.ORDER_EVENTS);
    relay("product", products, Topics.STOCK_EVENTS);
    relay("coupon", coupons, Topics.COUPON_EVENTS);
    relay("balance", balances, Topics.BALANCE_EVENTS);
    topic(Topics.DATAPLATFORM_EVENTS);
    for (long partition = 0; partition < PARTITIONS; partition++) {
      lanes("order", orders, partition);
      lanes("product", products, partition);
      lanes("coupon", coupons, partition);
      lanes("balance", balances, partition);
    }
  }

  private void relay(String name, Side side, String topic) {
    relays.add(new Relay(name, side.database(), topic(topic), this));
  }

  private Map<Long, Log> topic(String topic) {
    var logs = new LinkedHashMap<Long, Log>();
    for (long partition = 0; partition < PARTITIONS; partition++) {
      logs.put(partition, new Log(topic + "-" + partition));
    }
    topics.put(topic, logs);
    return logs;
  }

  private void lanes(String service, Side side, long partition) {
    for (var listened : side.reactions().listeners()) {
      var logs =
          listened.stream()
              .map(topic -> partition(Objects.requireNonNull(topics.get(topic), topic), partition))
              .toList();
      lanes.add(new Lane("%s %s".formatted(service, logs), side, logs, this));
    }
  }

  private void stock() {
    shop.goods().forEach(g -> products.supply(g.productId(), g.price(), g.stock()));
    for (var user : shop.users()) {
      if (user.charged() > 0) {
        balances.charge(user.userId(), user.charged());
      }
    }
    for (var campaign : shop.campaigns()) {
      coupons.launch(campaign.couponId(), campaign.terms());
      campaign.holders().forEach(user -> coupons.issue(campaign.couponId(), user));
    }
  }

  Log partition(Map<Long, Log> topic, long orderId) {
    return Objects.requireNonNull(topic.get(orderId % PARTITIONS));
  }

  void placeNext(boolean visible) {
    if (placed < shop.wishes().size()) {
      var wish = shop.wishes().get(placed++);
      trace.add(() -> "client places " + wish + (visible ? "" : ", not visible yet"));
      orders.place(wish.orderId(), wish.userId(), wish.lines(), wish.couponId(), visible);
    }
  }

  boolean isAllPlaced() {
    return placed == shop.wishes().size();
  }

  /** A dead letter: its consumer goes on without it, until it is brought back. */
  void setAside(Log log, SagaEvent event) {
    setAside.add(
        () -> {
          log.append(event);
          trace.add(() -> "%s << back again %s".formatted(log, event));
        });
  }

  /** All dead letters are put back where they came from. */
  void bringBack() {
    setAside.forEach(Runnable::run);
    setAside.clear();
  }

  /** Somebody will never hear of it, unless it is told again. */
  void lost(SagaEvent event) {
    lost.add(event.orderId());
  }

  boolean isAnythingLost() {
    return !lost.isEmpty();
  }

  /** Whether somebody did not get what was told of the order. */
  boolean isLostOf(long orderId) {
    return lost.contains(orderId);
  }

  void passTime() {
    clock.advance(OrderSide.DEADLINE);
    deadlinePassed = true;
    happened(Fact.DEADLINE_PASSED, () -> "five seconds pass");
  }

  /** When nobody should care any more. */
  void passTimeUnnoticed() {
    clock.advance(OrderSide.DEADLINE);
  }

  void happened(Fact fact, Supplier<String> line) {
    facts.count(fact);
    trace.add(line);
  }

  void nextStep() {
    step++;
  }

  int step() {
    return step;
  }

  Log anyLog() {
    var topic = List.copyOf(topics.values()).get(choices.below(topics.size()));
    return partition(topic, choices.below((int) PARTITIONS));
  }

  List<Log> logs() {
    return topics.values().stream().flatMap(topic -> topic.values().stream()).toList();
  }

  List<Relay> relays() {
    return relays;
  }

  List<Lane> lanes() {
    return lanes;
  }

  Shop shop() {
    return shop;
  }

  Choices choices() {
    return choices;
  }

  Facts facts() {
    return facts;
  }

  Flaw flaw() {
    return flaw;
  }

  Trace trace() {
    return trace;
  }

  /** Whether any time has passed since the shop opened. */
  boolean deadlinePassed() {
    return deadlinePassed;
  }

  OrderSide orders() {
    return orders;
  }

  List<Participant> participants() {
    return List.of(products, coupons, balances);
  }

  Settlement settlement() {
    return settlement;
  }

  ProductSide products() {
    return products;
  }

  CouponSide coupons() {
    return coupons;
  }

  BalanceSide balances() {
    return balances;
  }
}

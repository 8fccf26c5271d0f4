package io.jumun.books;

import io.jumun.books.ClientAction.OrderAttempt;
import io.jumun.books.Events.Seen;
import io.jumun.books.Order.Line;
import io.jumun.contracts.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small world in which all agrees, to be damaged. User 1 has paid order 100 with a coupon, order
 * 101 is cancelled by its deadline after everything was done for it and nobody was told, order 102
 * was rejected for want of stock.
 */
final class CleanWorld {

  static final long USER = 1;
  static final long PRODUCT = 10;
  static final long COUPON = 5;
  static final long OWNED = 50;
  static final long PAID = 100;
  static final long CANCELLED = 101;
  static final long REJECTED = 102;

  /** Records of it were deleted on purpose. */
  static final long LOST = 777;

  private CleanWorld() {}

  /** A record that no consumer can handle, and that both groups have set aside. */
  static final UUID POISON = UUID.randomUUID();

  static World create() {
    var world =
        new World(
            new ClientHistory(),
            new HashMap<>(),
            new ArrayList<>(),
            new Money(new HashMap<>(), new ArrayList<>(), new HashMap<>()),
            new Stock(new HashMap<>(), new HashMap<>()),
            new Coupons(new ArrayList<>(), new ArrayList<>(), new HashMap<>()),
            new Platform(new HashMap<>(), new ArrayList<>()),
            new Events(),
            new Flow(new ArrayList<>(), new ArrayList<>(), new HashMap<>()),
            new HashMap<>(Map.of("orders", 0L)),
            new Memory(),
            new Explained(
                () -> Map.of(POISON, Topics.STOCK_EVENTS), Set::of, order -> order == LOST));
    orders(world);
    money(world);
    stock(world);
    coupons(world);
    events(world);
    clients(world.clients());
    world.platform().deliveries().put(PAID, "DELIVERED");
    world.platform().received().add(new Platform.Received(PAID, 19_000));
    world.flow().readers().put(Topics.STOCK_EVENTS, Set.of("order-service", "coupon-service"));
    world.events().deadLetters().add(poison("order-service"));
    world.events().deadLetters().add(poison("coupon-service"));
    world.flow().slots().add(new Flow.Slot("orders", "order_outbox", true));
    world.orders().values().forEach(order -> world.memory().saw(order.id(), order.end()));
    return world;
  }

  static Order paid(long id) {
    return new Order(
        id, USER, "PAID", null, COUPON, 20_000L, 1_000L, 19_000L, List.of(line(2, 10_000L)));
  }

  static Order cancelled(long id, String reason, @Nullable Long coupon, long quantity) {
    return new Order(
        id, USER, "CANCELLED", reason, coupon, null, null, null, List.of(line(quantity, null)));
  }

  static Line line(long quantity, @Nullable Long price) {
    return new Line(PRODUCT, quantity, price);
  }

  static DeadLetter poison(String group) {
    return new DeadLetter(
        "stock.events-dlt", 0, 0, "1", POISON.toString(), "a type", group, "not JSON");
  }

  private static void orders(World world) {
    world.orders().put(PAID, paid(PAID));
    world.keyedOrders().add(PAID);
    world.orders().put(CANCELLED, cancelled(CANCELLED, "DEADLINE_PASSED", null, 1));
    world.orders().put(REJECTED, cancelled(REJECTED, "OUT_OF_STOCK", null, 99));
  }

  private static void money(World world) {
    world.money().accounts().put(USER, new Money.Account(31_000, 4));
    entry(world, "CHARGE", 50_000, 50_000, null);
    entry(world, "DEDUCT", 19_000, 31_000, PAID);
    entry(world, "DEDUCT", 10_000, 21_000, CANCELLED);
    entry(world, "REFUND", 10_000, 31_000, CANCELLED);
    world.money().steps().put(PAID, new Money.Step("DEDUCTED", USER, 19_000));
    world.money().steps().put(CANCELLED, new Money.Step("REFUNDED", USER, 10_000));
  }

  static void entry(World world, String type, long amount, long after, @Nullable Long order) {
    var ledger = world.money().ledger();
    ledger.add(new Money.Entry(USER, ledger.size() + 1, type, amount, after, order));
  }

  private static void stock(World world) {
    world.stock().left().put(PRODUCT, 3L);
    var reservations = world.stock().reservations();
    reservations.put(PAID, new Stock.Reservation("RESERVED", List.of(line(2, 10_000L))));
    reservations.put(CANCELLED, new Stock.Reservation("RELEASED", List.of(line(1, 10_000L))));
    reservations.put(REJECTED, new Stock.Reservation("REJECTED", List.of()));
  }

  private static void coupons(World world) {
    world.coupons().campaigns().add(new Coupons.Campaign(COUPON, 1, 10));
    world.coupons().owned().add(new Coupons.Owned(OWNED, COUPON, USER, "USED", PAID));
    world.coupons().steps().put(PAID, new Coupons.Step("USED", OWNED, COUPON));
  }

  private static void events(World world) {
    for (var topic : List.of(Topics.ORDER_EVENTS, Topics.STOCK_EVENTS)) {
      var id = UUID.randomUUID();
      world.events().outboxOf(topic).add(id);
      world.events().publishedOn(topic).add(id);
    }
    happened(world, PAID, EventKind.ORDER_CREATED, EventKind.STOCK_RESERVED, EventKind.COUPON_USED);
    world.events().add(PAID, new Seen(EventKind.BALANCE_DEDUCTED, 19_000L, null));
    world.events().add(PAID, new Seen(EventKind.ORDER_PAID, 19_000L, null));
    happened(world, CANCELLED, EventKind.ORDER_CREATED, EventKind.STOCK_RESERVED);
    world.events().add(CANCELLED, new Seen(EventKind.BALANCE_DEDUCTED, 10_000L, null));
    world.events().add(CANCELLED, new Seen(EventKind.ORDER_CANCELLED, null, "DEADLINE_PASSED"));
    happened(world, CANCELLED, EventKind.STOCK_RELEASED, EventKind.BALANCE_REFUNDED);
    happened(world, REJECTED, EventKind.ORDER_CREATED, EventKind.STOCK_RESERVATION_FAILED);
    world.events().add(REJECTED, new Seen(EventKind.ORDER_CANCELLED, null, "OUT_OF_STOCK"));
  }

  static void happened(World world, long order, EventKind... kinds) {
    for (var kind : kinds) {
      world.events().add(order, new Seen(kind, null, null));
    }
  }

  private static void clients(ClientHistory clients) {
    clients.charged(USER, 50_000);
    clients.supplied(PRODUCT, 5);
    clients.issued(COUPON, USER);
    clients.add(attempt(2, COUPON, "a", new OrderOutcome.Paid(PAID, 19_000)));
    clients.add(attempt(2, COUPON, "a", new OrderOutcome.Accepted(PAID)));
    clients.add(attempt(1, null, null, new OrderOutcome.Unknown("connection reset", null)));
    clients.add(
        attempt(99, null, "b", new OrderOutcome.Rejected(409, "PRODUCT_OUT_OF_STOCK", REJECTED)));
  }

  static OrderAttempt attempt(
      long quantity, @Nullable Long coupon, @Nullable String key, OrderOutcome outcome) {
    return new OrderAttempt(
        USER,
        new TreeMap<>(Map.of(PRODUCT, quantity)),
        coupon,
        key,
        Instant.EPOCH,
        Instant.EPOCH,
        outcome);
  }
}

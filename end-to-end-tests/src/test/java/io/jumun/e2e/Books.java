package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jumun.contracts.EventTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves that money, stock, coupons, orders, events and answers agree. Reads only what an outsider
 * can: tables, topics, what clients were told.
 */
final class Books {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
  private static final Map<String, String> PRODUCER_DATABASE =
      Map.of(
          "order.events", "orders",
          "stock.events", "products",
          "coupon.events", "coupons",
          "balance.events", "balances");

  private final Shop shop;
  private final Topics topics;
  private final Map<String, JdbcClient> databases = new HashMap<>();
  private final Map<String, Schema> schemas = new HashMap<>();

  Books(Shop shop, Topics topics) {
    this.shop = shop;
    this.topics = topics;
    for (var name : List.of("orders", "products", "coupons", "balances", "dataplatform")) {
      var url = shop.backends().jdbcUrl(name);
      databases.put(name, JdbcClient.create(new DriverManagerDataSource(url, name, name)));
    }
  }

  /** Waits until nothing is under way any more, then checks everything. */
  void agree() {
    awaitQuiet();
    var orders = orders();
    everyOrderHasEnded(orders);
    moneyAgrees(orders);
    stockAgrees(orders);
    couponsAgree(orders);
    participantsAgree(orders);
    eventsAgree(orders);
    answersAgree(orders);
    dataPlatformHasThePaidOrders(orders);
  }

  JdbcClient database(String name) {
    return Objects.requireNonNull(databases.get(name), name);
  }

  // ---- quiet

  private void awaitQuiet() {
    await("every order ends, is compensated, published and delivered")
        .atMost(QUIET_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              assertThat(count("orders", "select count(*) from orders where status = 'PENDING'"))
                  .as("open orders")
                  .isZero();
              var cancelled =
                  ids("orders", "select order_id from orders where status = 'CANCELLED'");
              cancelled.retainAll(held());
              assertThat(cancelled).as("cancelled orders for which something is held").isEmpty();
              for (var topic : Topics.EVENTS) {
                assertThat(idsOn(topic)).as("published on %s", topic).isEqualTo(outboxIds(topic));
              }
              assertThat(delivered())
                  .as("delivered orders")
                  .isEqualTo(ids("orders", "select order_id from orders where status = 'PAID'"));
            });
  }

  private Set<Long> held() {
    var held = ids("products", "select order_id from stock_reservations where state = 'RESERVED'");
    held.addAll(ids("coupons", "select order_id from coupon_steps where state = 'USED'"));
    held.addAll(ids("balances", "select order_id from balance_steps where state = 'DEDUCTED'"));
    return held;
  }

  // ---- orders

  private record OrderRow(
      long id, long user, String status, Long coupon, Long total, Long discount, Long amount) {}

  private Map<Long, OrderRow> orders() {
    return database("orders")
        .sql("select * from orders")
        .query(
            (row, _) ->
                new OrderRow(
                    row.getLong("order_id"),
                    row.getLong("user_id"),
                    row.getString("status"),
                    row.getObject("coupon_id", Long.class),
                    row.getObject("total_amount", Long.class),
                    row.getObject("discount_amount", Long.class),
                    row.getObject("final_amount", Long.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(OrderRow::id, row -> row));
  }

  private void everyOrderHasEnded(Map<Long, OrderRow> orders) {
    assertThat(orders.values()).allMatch(o -> Set.of("PAID", "CANCELLED").contains(o.status()));
    var lineTotals =
        sums(
            "orders",
            "select order_id, sum(quantity * unit_price)::bigint from order_lines"
                + " where unit_price is not null group by 1");
    for (var order : orders.values()) {
      if (order.status().equals("PAID")) {
        assertThat(order.total()).as("total of %s", order).isEqualTo(lineTotals.get(order.id()));
        assertThat(order.amount()).isEqualTo(order.total() - order.discount()).isNotNegative();
      }
    }
  }

  // ---- money

  private void moneyAgrees(Map<Long, OrderRow> orders) {
    assertThat(
            database("balances")
                .sql(
                    """
                    select user_id, sequence from (
                      select *, row_number() over w as n,
                        sum(case type when 'DEDUCT' then -amount else amount end) over w as running
                      from ledger_entries window w as (partition by user_id order by sequence)) l
                    where sequence <> n or balance_after <> running
                    """)
                .query()
                .listOfRows())
        .as("ledger entries that do not follow from the one before")
        .isEmpty();
    var balances = sums("balances", "select user_id, balance from accounts");
    var charged =
        sums(
            "balances",
            "select user_id, sum(amount)::bigint from ledger_entries where type = 'CHARGE' group by"
                + " 1");
    var paid = new TreeMap<Long, Long>();
    orders.values().stream()
        .filter(o -> o.status().equals("PAID"))
        .forEach(o -> paid.merge(o.user(), o.amount(), Long::sum));
    var expected = new TreeMap<Long, Long>();
    charged.forEach((user, sum) -> expected.put(user, sum - paid.getOrDefault(user, 0L)));
    assertThat(balances).as("balance = charged - paid").isEqualTo(expected);
    assertThat(balances.values()).allMatch(balance -> balance >= 0);
  }

  // ---- stock

  private void stockAgrees(Map<Long, OrderRow> orders) {
    var sold = new HashMap<Long, Long>();
    database("orders")
        .sql("select order_id, product_id, quantity from order_lines")
        .query(
            row -> {
              var order = Objects.requireNonNull(orders.get(row.getLong(1)));
              if (order.status().equals("PAID")) {
                sold.merge(row.getLong(2), row.getLong(3), Long::sum);
              }
            });
    var stock = sums("products", "select product_id, stock from products");
    shop.suppliedStock()
        .forEach(
            (product, supplied) ->
                assertThat(stock.get(product))
                    .as("stock of product %d = supplied - sold", product)
                    .isEqualTo(supplied - sold.getOrDefault(product, 0L))
                    .isNotNegative());
  }

  // ---- coupons

  private void couponsAgree(Map<Long, OrderRow> orders) {
    var used =
        sums("coupons", "select order_id, coupon_id from user_coupons where status = 'USED'");
    var paidWith =
        orders.values().stream()
            .filter(o -> o.status().equals("PAID") && o.coupon() != null)
            .collect(Collectors.toMap(OrderRow::id, OrderRow::coupon));
    assertThat(used).as("used coupons = coupons of paid orders").isEqualTo(paidWith);
    assertThat(
            count(
                "coupons",
                "select count(*) from coupons c where issued_quantity <>"
                    + " (select count(*) from user_coupons u where u.coupon_id = c.coupon_id)"))
        .as("campaigns that lost count")
        .isZero();
  }

  // ---- participants

  private void participantsAgree(Map<Long, OrderRow> orders) {
    var paid = new HashSet<Long>();
    var withCoupon = new HashSet<Long>();
    for (var order : orders.values()) {
      if (order.status().equals("PAID")) {
        paid.add(order.id());
        if (order.coupon() != null) {
          withCoupon.add(order.id());
        }
      }
    }
    assertThat(ids("products", "select order_id from stock_reservations where state = 'RESERVED'"))
        .as("reserved = paid")
        .isEqualTo(paid);
    assertThat(ids("balances", "select order_id from balance_steps where state = 'DEDUCTED'"))
        .as("deducted = paid")
        .isEqualTo(paid);
    assertThat(ids("coupons", "select order_id from coupon_steps where state = 'USED'"))
        .as("coupon used = paid with a coupon")
        .isEqualTo(withCoupon);
  }

  // ---- events

  private Set<String> outboxIds(String topic) {
    var type = topic.substring(0, topic.indexOf('.'));
    var producer = Objects.requireNonNull(PRODUCER_DATABASE.get(topic));
    return new HashSet<>(
        database(producer)
            .sql("select id::text from outbox where aggregatetype = :type")
            .param("type", type)
            .query(String.class)
            .list());
  }

  private Set<String> idsOn(String topic) {
    return topics.of(topic).stream()
        .filter(record -> !Topics.injected(record))
        .map(record -> Topics.header(record, "ce_id"))
        .collect(Collectors.toSet());
  }

  private void eventsAgree(Map<Long, OrderRow> orders) {
    var ends = new HashMap<Long, Set<String>>();
    for (var topic : Topics.EVENTS) {
      for (var record : topics.of(topic)) {
        if (!Topics.injected(record)) {
          isWellFormed(record);
          var type = Topics.header(record, "ce_type");
          if (type.contains("OrderPaid") || type.contains("OrderCancelled")) {
            ends.computeIfAbsent(Long.valueOf(record.key()), _ -> new HashSet<>())
                .add(type + " " + Topics.header(record, "ce_id"));
          }
        }
      }
    }
    assertThat(ends.keySet()).as("orders whose end was published").isEqualTo(orders.keySet());
    ends.forEach(
        (id, published) -> {
          var paid = Objects.requireNonNull(orders.get(id)).status().equals("PAID");
          assertThat(published).as("ends of order %d", id).hasSize(1);
          assertThat(published.iterator().next())
              .startsWith(paid ? "io.jumun.OrderPaid.v1" : "io.jumun.OrderCancelled.v1");
        });
  }

  private void isWellFormed(ConsumerRecord<String, String> record) {
    var type = Topics.header(record, "ce_type");
    var schema =
        schemas.computeIfAbsent(
            type,
            _ ->
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(resource("/schemas/" + type + ".json")));
    assertThat(schema.validate(record.value(), InputFormat.JSON))
        .as("%s on %s: %s", type, record.topic(), record.value())
        .isEmpty();
    assertThat(EventTypes.BY_TOPIC.get(record.topic())).containsKey(type);
    assertThat(JSON.readTree(record.value()).get("orderId").asLong())
        .isEqualTo(Long.parseLong(record.key()));
    assertThat(Topics.header(record, "ce_subject")).isEqualTo(record.key());
    assertThat(Topics.header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(Topics.header(record, "content-type")).isEqualTo("application/json");
  }

  private static JsonNode resource(String name) {
    return JSON.readTree(Objects.requireNonNull(Books.class.getResourceAsStream(name), name));
  }

  // ---- answers

  private void answersAgree(Map<Long, OrderRow> orders) {
    for (var answer : shop.orderAnswers()) {
      switch (answer.status()) {
        case 200 -> {
          var order = Objects.requireNonNull(orders.get(answer.orderId()), answer.body());
          assertThat(order.status()).as("answered 200: %s", order).isEqualTo("PAID");
          assertThat(answer.data().get("order_id").asLong()).isEqualTo(order.id());
          assertThat(answer.data().get("final_amount").asLong()).isEqualTo(order.amount());
        }
        case 402, 409, 500 -> {
          var order = Objects.requireNonNull(orders.get(answer.orderId()), answer.body());
          assertThat(order.status())
              .as("answered %s: %s", answer.body(), order)
              .isEqualTo("CANCELLED");
        }
        case 202 -> assertThat(orders).containsKey(answer.orderId());
        default -> assertThat(answer.status()).isBetween(400, 499);
      }
    }
  }

  // ---- data platform

  private Set<Long> delivered() {
    return shop.platform().paidOrders().values().stream()
        .map(body -> JSON.readTree(body).get("orderId").asLong())
        .collect(Collectors.toSet());
  }

  private void dataPlatformHasThePaidOrders(Map<Long, OrderRow> orders) {
    var bodies = shop.platform().paidOrders().values().stream().map(JSON::readTree).toList();
    assertThat(bodies)
        .as("each paid order once")
        .hasSize((int) orders.values().stream().filter(o -> o.status().equals("PAID")).count());
    for (var body : bodies) {
      var order = Objects.requireNonNull(orders.get(body.get("orderId").asLong()));
      assertThat(body.get("finalAmount").asLong()).isEqualTo(order.amount());
    }
  }

  // ---- SQL

  private long count(String database, String sql) {
    return database(database).sql(sql).query(Long.class).single();
  }

  private Set<Long> ids(String database, String sql) {
    return new HashSet<>(database(database).sql(sql).query(Long.class).list());
  }

  private Map<Long, Long> sums(String database, String sql) {
    return new TreeMap<>(
        database(database)
            .sql(sql)
            .query((row, _) -> Map.entry(row.getLong(1), row.getLong(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}

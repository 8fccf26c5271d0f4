package io.jumun.books;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds what is still under way. Counts where counting is enough, and compares where it is not. */
final class Commotion implements AutoCloseable {

  private record Holds(String what, String database, String from, String ofOrders) {}

  private static final List<Holds> HOLDS =
      List.of(
          new Holds(
              "stock is reserved", "products", "stock_reservations where state = 'RESERVED'", ""),
          new Holds("money is deducted", "balances", "balance_steps where state = 'DEDUCTED'", ""),
          new Holds(
              "coupons are used",
              "coupons",
              "coupon_steps where state = 'USED'",
              " and coupon_id is not null"));

  private final Map<String, Database> databases;
  private final Evidence evidence;
  private final FlowReader flow;
  private final EventTopics topics;
  private final Map<String, IdSet> published = new HashMap<>();

  Commotion(Map<String, Database> databases, Evidence evidence, FlowReader flow) {
    this.databases = databases;
    this.evidence = evidence;
    this.flow = flow;
    this.topics = new EventTopics(evidence.kafkaBootstrapServers());
  }

  Optional<String> find() {
    return Stream.<Supplier<Optional<String>>>of(
            this::openOrders, this::holds, this::undelivered, this::slots, this::lags, this::outbox)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> openOrders() {
    return some(count("orders", "orders where status = 'PENDING'"), "orders are open");
  }

  private Optional<String> holds() {
    return HOLDS.stream().map(this::held).flatMap(Optional::stream).findFirst();
  }

  /** As many as there are paid orders is quiet; else it matters whose they are. */
  private Optional<String> held(Holds holds) {
    long paid = count("orders", "orders where status = 'PAID'" + holds.ofOrders());
    if (count(holds.database(), holds.from()) == paid) {
      return Optional.empty();
    }
    var held = new HashSet<Long>();
    database(holds.database())
        .each("select order_id from " + holds.from(), row -> held.add(row.getLong(1)));
    long[] cancelled = new long[1];
    database("orders")
        .each(
            "select order_id from orders where status = 'CANCELLED'",
            row -> cancelled[0] += held.contains(row.getLong(1)) ? 1 : 0);
    return some(cancelled[0], "cancelled orders for which " + holds.what());
  }

  private Optional<String> undelivered() {
    long paid = count("orders", "orders where status = 'PAID'");
    long parked = count("dataplatform", "deliveries where status = 'PARKED'");
    long missing = paid - parked - evidence.platformReceived().get().size();
    return some(count("dataplatform", "deliveries where status = 'PENDING'"), "deliveries are due")
        .or(() -> some(missing, "paid orders are not delivered"));
  }

  private Optional<String> slots() {
    return Evidence.DATABASES.stream()
        .flatMap(name -> FlowReader.slots(name, database(name)).stream())
        .filter(slot -> !slot.active())
        .map(slot -> "nobody reads " + slot)
        .findFirst();
  }

  private Optional<String> lags() {
    return flow.lags().stream().map(lag -> "a group lags: " + lag).findFirst();
  }

  private Optional<String> outbox() {
    topics.read(EventTopics::isEvents, this::take);
    var rows = new TreeMap<String, Long>();
    for (var database : publishing()) {
      database.each(
          "select aggregatetype || '.events', count(*) from outbox group by 1",
          row -> rows.merge(row.getString(1), row.getLong(2), Long::sum));
    }
    boolean allThere =
        rows.entrySet().stream().allMatch(e -> on(e.getKey()).size() == e.getValue());
    return allThere ? Optional.empty() : some(unpublished(), "outbox rows are not published");
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (!EventTopics.isInjected(record)) {
      EventTopics.id(record).ifPresent(id -> on(record.topic()).add(id));
    }
  }

  private long unpublished() {
    Set<UUID> deleted = evidence.explained().deleted().get();
    long[] missing = new long[1];
    for (var database : publishing()) {
      database.each(
          "select id, aggregatetype || '.events' from outbox",
          row -> {
            var id = row.getObject(1, UUID.class);
            missing[0] += on(row.getString(2)).contains(id) || deleted.contains(id) ? 0 : 1;
          });
    }
    return missing[0];
  }

  private IdSet on(String topic) {
    return published.computeIfAbsent(topic, _ -> new IdSet());
  }

  private Collection<Database> publishing() {
    return databases.values().stream().filter(Database::hasOutbox).toList();
  }

  private Database database(String name) {
    return Objects.requireNonNull(databases.get(name), name);
  }

  private long count(String database, String from) {
    return database(database).count("select count(*) from " + from);
  }

  private static Optional<String> some(long count, String what) {
    return count > 0 ? Optional.of(count + " " + what) : Optional.empty();
  }

  @Override
  public void close() {
    topics.close();
  }
}

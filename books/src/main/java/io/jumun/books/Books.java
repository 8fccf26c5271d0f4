package io.jumun.books;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves from outside that money, stock, coupons, orders, events and answers agree. What must hold
 * is in the package's description, a rule each. May be used by several threads.
 */
public final class Books implements AutoCloseable {

  /** The header on records that a harness put on a topic, and that no service published. */
  public static final String INJECTED = "jumun-injected";

  private static final Logger log = LoggerFactory.getLogger(Books.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Evidence evidence;
  private final Map<String, Database> databases = new HashMap<>();
  private final FlowReader flow;
  private final Commotion commotion;
  private final Watch watch;
  private final Deadlocks deadlocks = new Deadlocks();

  public Books(Evidence evidence) {
    this.evidence = evidence;
    for (var name : Evidence.DATABASES) {
      databases.put(name, new Database(evidence.database(name)));
    }
    this.flow = new FlowReader(evidence.kafkaBootstrapServers());
    this.commotion = new Commotion(databases, evidence, flow);
    this.watch = new Watch(database("orders"));
  }

  /**
   * Remembers the ends of orders since the last look, so that an end which changes later is found,
   * and what a crash of PostgreSQL would make it forget. To be called every few seconds while the
   * shop runs. What cannot be read just now is looked at next time.
   */
  public synchronized void watch() {
    try {
      look();
    } catch (DataAccessException e) {
      log.info("The next look has to do for this one: {}", e.toString());
    }
  }

  /**
   * What is still under way, or cannot be read just now; empty when all is quiet. Cheap enough to
   * ask once a second. What a defect has left behind for good may never become quiet, so give up
   * after a while, and {@link #check} all the same.
   */
  public synchronized Optional<String> unquiet() {
    try {
      return commotion.find();
    } catch (DataAccessException | KafkaException e) {
      return Optional.of("cannot be read now: " + e);
    }
  }

  private void look() {
    watch.look();
    databases.forEach((name, database) -> deadlocks.saw(name, database.deadlocks()));
  }

  /**
   * All rules that do not hold. Of a shop that is quiet.
   *
   * @throws RuntimeException when something cannot be read, also what {@link #watch} would excuse
   */
  public synchronized List<Violation> check() {
    look();
    var world = read();
    return Rules.ALL.stream().map(rule -> rule.judge(world)).flatMap(Optional::stream).toList();
  }

  private World read() {
    var events = new EventsReader();
    events.events().deleted().addAll(evidence.explained().deleted().get());
    events.readTopics(evidence.kafkaBootstrapServers());
    databases.values().forEach(events::readOutbox);
    return new World(
        evidence.history(),
        Tables.orders(database("orders")),
        Tables.keyedOrders(database("orders")),
        Tables.money(database("balances")),
        Tables.stock(database("products")),
        Tables.coupons(database("coupons")),
        new Platform(Tables.deliveries(database("dataplatform")), received()),
        events.events(),
        new Flow(flow.lags(), slots(), flow.readers()),
        deadlocks.sums(),
        watch.memory(),
        evidence.explained());
  }

  private List<Platform.Received> received() {
    return evidence.platformReceived().get().stream()
        .map(JSON::readTree)
        .map(
            body ->
                new Platform.Received(
                    body.path("orderId").asLong(0), body.path("finalAmount").asLong(-1)))
        .toList();
  }

  private List<Flow.Slot> slots() {
    return Evidence.DATABASES.stream()
        .flatMap(name -> FlowReader.slots(name, database(name)).stream())
        .toList();
  }

  private Database database(String name) {
    return Objects.requireNonNull(databases.get(name), name);
  }

  @Override
  public synchronized void close() {
    commotion.close();
    flow.close();
  }
}

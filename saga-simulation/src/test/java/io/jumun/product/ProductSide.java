package io.jumun.product;

import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.outbox.Outbox;
import io.jumun.product.reconciliation.StockComparison;
import io.jumun.product.saga.StockReactions;
import io.jumun.simulation.Database;
import io.jumun.simulation.Fact;
import io.jumun.simulation.Facts;
import io.jumun.simulation.Participant;
import io.jumun.simulation.Reactions;
import io.jumun.simulation.StepView;
import io.jumun.simulation.Table;
import io.jumun.simulation.Violation;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** product-service without PostgreSQL and Kafka. */
public final class ProductSide implements Participant {

  private final Database database;
  private final Facts facts;
  private final Clock clock;
  private final Table<Product> products;
  private final Table<StockReservation> reservations;
  private final Reactions reactions;
  private final Consumer<SettlementEvent> comparison;

  public ProductSide(Database database, Clock clock, Facts facts) {
    this.database = database;
    this.facts = facts;
    this.clock = clock;
    products = database.table("products", Product::id, _ -> null);
    products.rule(
        (_, after) -> Violation.unless(after.stock() >= 0, "stock never below zero", after.id()));
    reservations =
        database.table("stock_reservations", StockReservation::orderId, StockReservation::state);
    reservations.rule(
        (before, after) -> {
          if (before == null && after.state() == StockReservation.State.FENCED) {
            facts.count(Fact.STOCK_FENCED);
          }
        });
    Outbox outbox = (_, event) -> database.append((SagaEvent) event);
    comparison = StockComparison.of(id -> step(id) == StepView.DONE, outbox);
    var service = new StockService(new InMemoryStore(), outbox, clock);
    reactions = StockReactions.of(service);
  }

  public void supply(long productId, long price, long stock) {
    products.add(new Product(productId, "p", price, stock, clock.instant()));
  }

  public long stockOf(long productId) {
    return Objects.requireNonNull(products.find(productId)).stock();
  }

  @Override
  public StepView step(long orderId) {
    var reservation = reservations.find(orderId);
    if (reservation == null) {
      return StepView.NONE;
    }
    return switch (reservation.state()) {
      case RESERVED -> StepView.DONE;
      case REJECTED -> StepView.REJECTED;
      case FENCED -> StepView.FENCED;
      case RELEASED -> StepView.UNDONE;
    };
  }

  @Override
  public void compare(OrdersSettled statement) {
    comparison.accept(statement);
  }

  @Override
  public void observe(SagaEvent event) {
    var step = step(event.orderId());
    if (event instanceof OrderCreated && step != StepView.NONE) {
      facts.count(step == StepView.FENCED ? Fact.LATE_STEP_REFUSED : Fact.DUPLICATE_STEP_IGNORED);
    }
    if (event instanceof OrderCancelled && step == StepView.UNDONE) {
      facts.count(Fact.DUPLICATE_CANCEL_IGNORED);
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

  private final class InMemoryStore implements StockStore {

    @Override
    public List<Product> lockProducts(Collection<Long> productIds) {
      return products.lock(productIds);
    }

    @Override
    public List<StockReservation> lockReservations(Collection<Long> orderIds) {
      return reservations.lock(orderIds);
    }

    @Override
    public void saveStock(Collection<Product> changed) {
      products.save(changed);
    }

    @Override
    public void saveStates(Collection<StockReservation> changed) {
      reservations.save(changed);
    }

    @Override
    public void insert(Collection<StockReservation> opened) {
      opened.forEach(reservations::insert);
    }
  }
}

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
import io.jumun.simulation.Persisting;
import io.jumun.simulation.Reactions;
import io.jumun.simulation.StepView;
import io.jumun.simulation.Table;
import io.jumun.simulation.Violation;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.data.domain.Limit;

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
    var service =
        new StockService(
            new Products(),
            ids -> reservations.lock(Arrays.asList(ids)),
            Persisting.to(row -> reservations.insert((StockReservation) row)),
            outbox,
            clock);
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

  private final class Products implements ProductRepository {

    @Override
    public List<Product> lockAll(Long[] productIds) {
      return products.lock(Arrays.asList(productIds));
    }

    @Override
    public Product save(Product product) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Product> findById(long productId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean existsById(long productId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Product> findByProductIdGreaterThanOrderByProductId(long after, Limit limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int restock(long productId, long quantity, long limit) {
      throw new UnsupportedOperationException();
    }
  }
}

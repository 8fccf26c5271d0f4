package io.jumun.balance;

import io.jumun.balance.reconciliation.BalanceComparison;
import io.jumun.balance.saga.BalanceReactions;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.outbox.LateWrites;
import io.jumun.outbox.Outbox;
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
import org.springframework.jdbc.core.JdbcTemplate;

/** balance-service without PostgreSQL and Kafka. */
public final class BalanceSide implements Participant {

  /** Spreads a user's sequence numbers, so that user and sequence fit one key. */
  private static final long ENTRIES_PER_USER = 1_000_000;

  private final Database database;
  private final Facts facts;
  private final Clock clock;
  private final Table<Account> accounts;
  private final Table<BalanceStep> steps;
  private final Table<LedgerEntry> entries;
  private final Reactions reactions;
  private final Consumer<SettlementEvent> comparison;

  public BalanceSide(Database database, Clock clock, Facts facts) {
    this.database = database;
    this.facts = facts;
    this.clock = clock;
    accounts = database.table("accounts", Account::userId, _ -> null);
    accounts.rule(
        (_, after) ->
            Violation.unless(after.balance() >= 0, "balance never below zero", after.userId()));
    steps = database.table("balance_steps", BalanceStep::orderId, BalanceStep::state);
    entries =
        database.table(
            "ledger_entries",
            entry -> entry.userId() * ENTRIES_PER_USER + entry.sequence(),
            _ -> null);
    entries.rule((_, after) -> Violation.unless(isFirst(after), "one entry of a kind", after));
    Outbox outbox = (_, event) -> database.append((SagaEvent) event);
    comparison =
        BalanceComparison.of(
            id -> step(id) == StepView.DONE,
            id -> Objects.requireNonNull(steps.find(id)).userId(),
            outbox);
    var service = new PaymentService(new InMemoryStore(), new InMemoryLedger(), outbox, clock);
    reactions = BalanceReactions.of(service);
  }

  private boolean isFirst(LedgerEntry added) {
    return entries.all().stream()
        .noneMatch(
            entry ->
                entry.orderId() != null
                    && entry.orderId().equals(added.orderId())
                    && entry.type() == added.type());
  }

  public void charge(long userId, long amount) {
    var account = new Account(userId, clock.instant());
    entries.add(account.charge(amount, clock.instant()));
    accounts.add(account);
  }

  /** 0 without an account. */
  public long balanceOf(long userId) {
    var account = accounts.find(userId);
    return account == null ? 0 : account.balance();
  }

  /** Ascending by sequence. */
  public List<LedgerEntry> entriesOf(long userId) {
    return entries.all().stream().filter(entry -> entry.userId() == userId).toList();
  }

  /** What the order's step row says was deducted, or would have been. */
  public long amountOf(long orderId) {
    var step = steps.find(orderId);
    return step == null ? 0 : step.amount();
  }

  @Override
  public StepView step(long orderId) {
    var step = steps.find(orderId);
    if (step == null) {
      return StepView.NONE;
    }
    return switch (step.state()) {
      case DEDUCTED -> StepView.DONE;
      case REJECTED -> StepView.REJECTED;
      case FENCED -> StepView.FENCED;
      case REFUNDED -> StepView.UNDONE;
    };
  }

  @Override
  public void compare(OrdersSettled statement) {
    comparison.accept(statement);
  }

  @Override
  public void observe(SagaEvent event) {
    var step = step(event.orderId());
    if (asksForPayment(event) && step != StepView.NONE) {
      facts.count(step == StepView.FENCED ? Fact.LATE_STEP_REFUSED : Fact.DUPLICATE_STEP_IGNORED);
    }
    if (event instanceof OrderCancelled && step == StepView.UNDONE) {
      facts.count(Fact.DUPLICATE_CANCEL_IGNORED);
    }
  }

  private static boolean asksForPayment(SagaEvent event) {
    return event instanceof CouponUsed
        || (event instanceof StockReserved reserved && reserved.couponId() == null);
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Reactions reactions() {
    return reactions;
  }

  private final class InMemoryStore implements PaymentStore {

    @Override
    public List<BalanceStep> lockSteps(Collection<Long> orderIds) {
      return steps.lock(orderIds);
    }

    @Override
    public List<Account> lockAccounts(Collection<Long> userIds) {
      return accounts.lock(userIds);
    }

    @Override
    public void saveBalances(Collection<Account> changed) {
      accounts.save(changed);
    }

    @Override
    public void saveStates(Collection<BalanceStep> changed) {
      steps.save(changed);
    }

    @Override
    public void insert(Collection<BalanceStep> added) {
      added.forEach(steps::insert);
    }
  }

  private final class InMemoryLedger extends Ledger {

    InMemoryLedger() {
      super(new JdbcTemplate(), new LateWrites(new JdbcTemplate()));
    }

    @Override
    void append(List<LedgerEntry> added) {
      added.forEach(entries::insert);
    }
  }
}

package io.jumun.balance;

import io.jumun.outbox.Outbox;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pays and refunds orders. */
@Service
public class PaymentService {

  private final BalanceStepRepository steps;
  private final AccountRepository accounts;
  private final Ledger ledger;
  private final EntityManager entities;
  private final Outbox outbox;
  private final Clock clock;

  PaymentService(
      BalanceStepRepository steps,
      AccountRepository accounts,
      Ledger ledger,
      EntityManager entities,
      Outbox outbox,
      Clock clock) {
    this.steps = steps;
    this.accounts = accounts;
    this.ledger = ledger;
    this.entities = entities;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Carries out the instructions in their order, in the caller's transaction, and appends an event
   * for each that had an effect. One that was carried out before, in whatever transaction, has
   * none. Where another transaction is just deciding the same order, one of the two fails to commit
   * and is to be tried again.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(List<Instruction> instructions) {
    if (instructions.isEmpty()) {
      return;
    }
    var decided = steps.lockAll(distinct(instructions.stream().map(Instruction::orderId)));
    var concerned = accounts.lockAll(distinct(usersConcerned(instructions, decided)));
    var settlement = new Settlement(concerned, decided);
    var now = clock.instant();
    instructions.forEach(instruction -> settlement.apply(instruction, now));
    store(settlement);
  }

  /** Those of new orders, and those whose order may be refunded; a duplicate locks no account. */
  private static Stream<Long> usersConcerned(
      List<Instruction> instructions, List<BalanceStep> decided) {
    var decidedOrders = decided.stream().map(BalanceStep::orderId).collect(Collectors.toSet());
    var ofNewOrders =
        instructions.stream()
            .filter(instruction -> !decidedOrders.contains(instruction.orderId()))
            .map(Instruction::userId);
    var ofDeductions = decided.stream().filter(BalanceStep::isDeducted).map(BalanceStep::userId);
    return Stream.concat(ofNewOrders, ofDeductions);
  }

  private void store(Settlement settlement) {
    ledger.append(settlement.entries());
    // In the order of ids: two transactions that decide the same new orders wait, never deadlock.
    settlement.newSteps().stream()
        .sorted(Comparator.comparingLong(BalanceStep::orderId))
        .forEach(entities::persist);
    settlement.outcomes().forEach(outcome -> outbox.append(outcome.orderId(), outcome));
  }

  private static Long[] distinct(Stream<Long> ids) {
    return ids.distinct().toArray(Long[]::new);
  }
}

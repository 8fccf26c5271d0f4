package io.jumun.balance;

import io.jumun.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pays and refunds orders. */
@Service
public class PaymentService {

  private final PaymentStore store;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;

  PaymentService(PaymentStore store, Ledger ledger, Outbox outbox, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Carries out the instructions in their order, in the caller's transaction, and appends an event
   * for each that had an effect. One that was carried out before, in an earlier transaction or
   * among these, has none. Where another transaction is just deciding the same order, one of the
   * two fails to commit and is to be tried again.
   *
   * @throws InvalidDataAccessApiUsageException when called again in a transaction in which it has
   *     written something
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(List<Instruction> instructions) {
    if (instructions.isEmpty()) {
      return;
    }
    var decided = store.lockSteps(distinct(instructions.stream().map(Instruction::orderId)));
    var concerned = store.lockAccounts(distinct(usersConcerned(instructions, decided)));
    var settlement = new Settlement(concerned, decided);
    var now = clock.instant();
    instructions.forEach(instruction -> settlement.apply(instruction, now));
    save(settlement);
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

  private void save(Settlement settlement) {
    ledger.append(settlement.entries());
    if (!settlement.changedAccounts().isEmpty()) {
      store.saveBalances(settlement.changedAccounts());
    }
    if (!settlement.refundedSteps().isEmpty()) {
      store.saveStates(settlement.refundedSteps());
    }
    if (!settlement.newSteps().isEmpty()) {
      // Ascending by order id: two transactions with the same new orders wait in one order.
      store.insert(settlement.newSteps());
    }
    settlement.outcomes().forEach(outcome -> outbox.append(outcome.orderId(), outcome));
  }

  private static Set<Long> distinct(Stream<Long> ids) {
    return ids.collect(Collectors.toSet());
  }
}

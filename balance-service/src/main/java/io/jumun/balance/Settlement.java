package io.jumun.balance;

import io.jumun.contracts.BalanceEvent;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed.Reason;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides a batch of orders, one after the other, each against what the earlier ones left. Pure: it
 * changes the given accounts and steps and collects what is to be stored and told.
 */
final class Settlement {

  private final Map<Long, Account> accounts;
  private final Map<Long, BalanceStep> steps;
  private final SortedMap<Long, BalanceStep> newSteps = new TreeMap<>();
  private final List<BalanceStep> refundedSteps = new ArrayList<>();
  private final Map<Long, Account> changedAccounts = new LinkedHashMap<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<BalanceEvent> outcomes = new ArrayList<>();

  /**
   * @param accounts those of all users whose balance an instruction may change, where they exist
   * @param steps all earlier decisions about the instructions' orders
   */
  Settlement(Collection<Account> accounts, Collection<BalanceStep> steps) {
    this.accounts =
        accounts.stream().collect(Collectors.toMap(Account::userId, Function.identity()));
    this.steps = new HashMap<>();
    steps.forEach(step -> this.steps.put(step.orderId(), step));
  }

  void apply(Instruction instruction, Instant now) {
    switch (instruction) {
      case Payment payment -> pay(payment, now);
      case Cancellation cancellation -> cancel(cancellation, now);
    }
  }

  private void pay(Payment payment, Instant now) {
    if (steps.containsKey(payment.orderId())) {
      return; // a duplicate, or cancelled before it came
    }
    var account = accounts.get(payment.userId());
    if (account == null) {
      reject(payment, Reason.NO_ACCOUNT, now);
    } else if (!account.covers(payment.finalAmount())) {
      reject(payment, Reason.INSUFFICIENT_BALANCE, now);
    } else {
      entries.add(account.deduct(payment.orderId(), payment.finalAmount(), now));
      changedAccounts.put(account.userId(), account);
      decided(BalanceStep.deducted(payment, now));
      outcomes.add(payment.deducted(account.balance()));
    }
  }

  private void reject(Payment payment, Reason reason, Instant now) {
    decided(BalanceStep.rejected(payment, now));
    outcomes.add(payment.failed(reason));
  }

  private void cancel(Cancellation cancellation, Instant now) {
    var step = steps.get(cancellation.orderId());
    if (step == null) {
      decided(BalanceStep.fenced(cancellation, now));
    } else if (step.isDeducted()) {
      refund(step, now);
    }
  }

  private void refund(BalanceStep step, Instant now) {
    var account =
        Objects.requireNonNull(accounts.get(step.userId()), "a deduction without an account");
    entries.add(account.refund(step.orderId(), step.amount(), now));
    changedAccounts.put(account.userId(), account);
    step.refund(now);
    if (!newSteps.containsKey(step.orderId())) {
      refundedSteps.add(step);
    }
    outcomes.add(
        new BalanceRefunded(step.orderId(), step.userId(), step.amount(), account.balance()));
  }

  private void decided(BalanceStep step) {
    steps.put(step.orderId(), step);
    newSteps.put(step.orderId(), step);
  }

  /** Ascending by order id. */
  SequencedCollection<BalanceStep> newSteps() {
    return newSteps.sequencedValues();
  }

  /** Of earlier batches. */
  List<BalanceStep> refundedSteps() {
    return refundedSteps;
  }

  /** Each once. */
  Collection<Account> changedAccounts() {
    return changedAccounts.values();
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  /** What others are told, in the order of decisions. */
  List<BalanceEvent> outcomes() {
    return outcomes;
  }
}

package io.jumun.balance;

import java.util.Collection;
import java.util.List;

/**
 * What the saga reads and writes, a statement per table however large the batch, in the caller's
 * transaction. What it writes is sent right before the commit.
 */
interface PaymentStore {

  /** Locks one after another in the order of their ids; orders not decided yet are left out. */
  List<BalanceStep> lockSteps(Collection<Long> orderIds);

  /** Locks one after another in the order of their ids; users without an account are left out. */
  List<Account> lockAccounts(Collection<Long> userIds);

  /** Writes the balances of accounts that are locked. */
  void saveBalances(Collection<Account> accounts);

  /** Writes the states of steps that are locked. */
  void saveStates(Collection<BalanceStep> steps);

  /**
   * Inserts one after another in the given order. Where another transaction has decided one of
   * these orders, the commit fails with a {@link org.springframework.dao.DuplicateKeyException}.
   */
  void insert(Collection<BalanceStep> steps);
}

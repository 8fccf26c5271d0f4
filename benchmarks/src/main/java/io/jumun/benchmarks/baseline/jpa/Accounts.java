package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Balances, and the ledger that tells how they came about. */
@Component
public class Accounts {

  private static final String MOVE =
      """
      update accounts set balance = balance - :amount, last_sequence = last_sequence + 1
      where user_id = :user and balance >= :amount
      returning balance, last_sequence
      """;

  private final AccountRepository accounts;
  private final EntityManager entities;
  private final JdbcClient jdbc;

  Accounts(AccountRepository accounts, EntityManager entities, JdbcClient jdbc) {
    this.accounts = accounts;
    this.entities = entities;
    this.jdbc = jdbc;
  }

  /**
   * @return false, and nothing is changed, when there is not enough
   */
  public boolean deduct(long userId, long orderId, long amount, Instant now) {
    var movement = move(userId, amount);
    movement.ifPresent(
        made -> entities.persist(new LedgerEntry(userId, made, "DEDUCT", amount, orderId, now)));
    return movement.isPresent();
  }

  public void refund(long userId, long orderId, long amount, Instant now) {
    var made = move(userId, -amount).orElseThrow();
    entities.persist(new LedgerEntry(userId, made, "REFUND", amount, orderId, now));
  }

  /**
   * The account, which nobody else changes until the transaction ends; empty without the amount.
   */
  public Optional<Locked> lock(long userId, long amount) {
    return accounts
        .lock(userId)
        .filter(account -> account.has(amount))
        .map(account -> new Locked(userId, account, amount));
  }

  private Optional<Account.Movement> move(long userId, long amount) {
    return jdbc.sql(MOVE)
        .param("amount", amount)
        .param("user", userId)
        .query((row, _) -> new Account.Movement(row.getLong(1), row.getLong(2)))
        .optional();
  }

  /** An account with enough on it. */
  public final class Locked {

    private final long userId;
    private final Account account;
    private final long amount;

    Locked(long userId, Account account, long amount) {
      this.userId = userId;
      this.account = account;
      this.amount = amount;
    }

    public void deductFor(long orderId, Instant now) {
      var movement = account.deduct(amount);
      entities.persist(new LedgerEntry(userId, movement, "DEDUCT", amount, orderId, now));
    }
  }
}

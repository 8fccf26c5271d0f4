package io.jumun.benchmarks.baseline.calls;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.jpa.Accounts;
import java.time.Instant;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The balance service: deducts an order's amount. */
@RestController
@Profile(BaselineApplication.BALANCE_CALLS)
class DeductionController {

  private static final String INSERT =
      """
      insert into balance_steps (order_id, user_id, state, amount, created_at, updated_at)
      values (?, ?, 'DEDUCTED', ?, now(), now())
      """;

  private static final String REFUND =
      """
      update balance_steps set state = 'REFUNDED', updated_at = now()
      where order_id = ? and state = 'DEDUCTED' returning user_id, amount
      """;

  private final Accounts accounts;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  DeductionController(
      Accounts accounts, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    this.accounts = accounts;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  @PostMapping("/deductions")
  ResponseEntity<Messages.Done> deduct(@RequestBody Messages.Deduct order) {
    boolean deducted = Objects.requireNonNull(transactions.execute(_ -> pay(order)));
    return deducted
        ? ResponseEntity.ok(new Messages.Done(order.orderId()))
        : ResponseEntity.status(409).build();
  }

  @DeleteMapping("/deductions/{orderId}")
  Messages.Done refund(@PathVariable long orderId) {
    transactions.executeWithoutResult(
        _ ->
            jdbc.query(
                REFUND,
                row -> {
                  accounts.refund(row.getLong(1), orderId, row.getLong(2), Instant.now());
                },
                orderId));
    return new Messages.Done(orderId);
  }

  private boolean pay(Messages.Deduct order) {
    boolean paid = accounts.deduct(order.userId(), order.orderId(), order.amount(), Instant.now());
    if (paid) {
      jdbc.update(INSERT, order.orderId(), order.userId(), order.amount());
    }
    return paid;
  }
}

package io.jumun.order;

import io.jumun.simulation.Database;
import io.jumun.simulation.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

/** For code that opens its transactions itself. */
final class SimulatedTransactions implements PlatformTransactionManager {

  private final Database database;

  SimulatedTransactions(Database database) {
    this.database = database;
  }

  @Override
  public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
    return new Running(database.begin());
  }

  @Override
  public void commit(TransactionStatus status) {
    if (!((Running) status).transaction.tryCommit()) {
      throw new DuplicateKeyException("taken by another transaction");
    }
  }

  @Override
  public void rollback(TransactionStatus status) {
    ((Running) status).transaction.rollBack();
  }

  private static final class Running extends SimpleTransactionStatus {

    private final Transaction transaction;

    Running(Transaction transaction) {
      this.transaction = transaction;
    }
  }
}

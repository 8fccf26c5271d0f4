package io.jumun.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class LateWritesTest extends OutboxIntegrationTest {

  private static final String INSERT = "insert into notes (id, text) values (?, ?)";

  @Autowired LateWrites writes;
  @Autowired DataSource dataSource;

  @BeforeEach
  void createTable() throws SQLException {
    try (var connection = DATABASE.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("create table if not exists notes (id bigint primary key, text text)");
      statement.execute("grant all on notes to public");
      statement.execute("truncate notes");
    }
  }

  @Test
  void nothingIsWrittenBeforeTheCommit() {
    long key = newKey();
    transactions.executeWithoutResult(
        _ -> {
          outbox.append(key, new ThingHappened(key, 1));
          writes.add(INSERT, 1, "a;b ? c");
          writes.add("select pg_notify(?, text) from notes", "notes");
          writes.add("update notes set text = text || ? where id = ?", "!", 1);
          assertThat(count("notes")).isZero();
        });

    assertThat(jdbc.sql("select text from notes").query(String.class).list())
        .as("in their order")
        .containsExactly("a;b ? c!");
    assertThat(eventsOf(key)).isEqualTo(1);
  }

  @Test
  void aWriteThatFailsFailsTheTransaction() {
    long key = newKey();
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    _ -> {
                      writes.add(INSERT, 1, "first");
                      writes.add(INSERT, 1, "second");
                      outbox.append(key, new ThingHappened(key, 1));
                    }))
        .isInstanceOf(DuplicateKeyException.class);

    assertThat(count("notes")).isZero();
    assertThat(eventsOf(key)).isZero();
  }

  @Test
  void anEventThatCannotBeWrittenTakesTheWritesBack() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    _ -> {
                      writes.add(INSERT, 1, "with an event");
                      writes.last(
                          this, Unwritable.class, () -> new Unwritable("insert into nowhere"));
                    }))
        .isInstanceOf(BadSqlGrammarException.class);

    assertThat(count("notes")).isZero();
  }

  @Test
  void aStatementThatEndsInACommentHidesNoOther() {
    transactions.executeWithoutResult(
        _ -> {
          writes.add("insert into notes values (1, 'one') -- the first");
          writes.add("insert into notes values (2, 'two')");
        });

    assertThat(count("notes")).isEqualTo(2);
  }

  /** More often than the driver prepares a statement by itself, with a failure in between. */
  @Test
  void theSameStatementsAreSentAgainAndAgain() {
    for (int i = 1; i <= 10; i++) {
      int id = i;
      transactions.executeWithoutResult(_ -> addTwice(2 * id, 2 * id + 1));
      assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> addTwice(100 + id, 2 * id)))
          .isInstanceOf(DuplicateKeyException.class);
    }

    assertThat(count("notes")).isEqualTo(20);
  }

  private void addTwice(int first, int second) {
    writes.add(INSERT, first, "first");
    writes.add(INSERT, second, "second");
  }

  @Test
  void whoReadsInOrderToWriteIsToldThatSomethingWaits() {
    transactions.executeWithoutResult(
        _ -> {
          outbox.append(newKey(), new ThingHappened(1, 1));
          writes.requireNone(); // nobody reads events
          writes.add(INSERT, 1, "unseen");
          assertThatIllegalStateException().isThrownBy(writes::requireNone);
        });

    writes.requireNone();
    transactions.executeWithoutResult(_ -> writes.requireNone());
  }

  @Test
  void whatComesTooLateIsRefused() {
    var refused = new ArrayList<Throwable>();
    transactions.executeWithoutResult(
        _ -> {
          writes.add(INSERT, 1, "in time");
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                  refused.add(catchThrowable(() -> writes.add(INSERT, 2, "too late")));
                }

                @Override
                public void afterCommit() {
                  refused.add(
                      catchThrowable(() -> outbox.append(newKey(), new ThingHappened(1, 1))));
                }
              });
        });

    assertThat(refused).hasSize(2).allMatch(IllegalStateException.class::isInstance);
    assertThat(count("notes")).isEqualTo(1);
  }

  @Test
  void aTransactionWhoseTimeIsUpBeforeItsWritesIsRolledBack() {
    var limited =
        new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
    limited.setTimeout(1);

    assertThatThrownBy(
            () ->
                limited.executeWithoutResult(
                    _ -> {
                      jdbc.sql("insert into notes values (1, 'half')").update();
                      writes.add(INSERT, 2, "the other half");
                      await().pollInSameThread().until(this::isTimeUp);
                    }))
        .isInstanceOf(QueryTimeoutException.class);

    assertThat(count("notes")).isZero();
  }

  private boolean isTimeUp() {
    var held =
        (ResourceHolderSupport)
            Objects.requireNonNull(TransactionSynchronizationManager.getResource(dataSource));
    return Objects.requireNonNull(held.getDeadline()).toInstant().isBefore(Instant.now());
  }

  @Test
  void aTransactionThatIsUndoneWritesNothing() {
    transactions.executeWithoutResult(
        transaction -> {
          writes.add(INSERT, 1, "never");
          transaction.setRollbackOnly();
        });
    transactions.executeWithoutResult(_ -> writes.add(INSERT, 2, "another"));

    assertThat(jdbc.sql("select id from notes").query(Long.class).list()).containsExactly(2L);
  }

  @Test
  void thereMustBeATransaction() {
    assertThatIllegalStateException().isThrownBy(() -> writes.add(INSERT, 1, "when?"));
  }

  private record Unwritable(String statement) implements LateWrites.Last {

    @Override
    public LateWrites.Write write() {
      return new LateWrites.Write(statement, List.of());
    }

    @Override
    public void afterCommit() {
      throw new IllegalStateException("It has not committed");
    }
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private long eventsOf(long key) {
    return jdbc.sql("select count(*) from outbox where aggregateid = :key")
        .param("key", Long.toString(key))
        .query(Long.class)
        .single();
  }
}

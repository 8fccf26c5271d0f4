package io.jumun.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;

class LateWritesTest extends OutboxIntegrationTest {

  private static final String INSERT = "insert into notes (id, text) values (?, ?)";

  @Autowired LateWrites writes;

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

package io.jumun.product.saga;

import static io.jumun.product.saga.OrderRecords.batchOf;
import static io.jumun.product.saga.OrderRecords.cancelled;
import static io.jumun.product.saga.OrderRecords.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.product.ProductServiceTest;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

class StockBatchTest extends ProductServiceTest {

  private static final int LARGEST = 500;

  @Autowired StockSagaParticipant participant;
  @Autowired CountingJdbcTemplate jdbc;

  @Test
  void needsNoMoreStatementsForManyOrdersThanForOne() {
    var rice = newProduct(500, 10_000);
    var tea = newProduct(300, 10_000);
    var many = Stream.generate(() -> newOrderId()).limit(LARGEST).toList();
    var one = List.of(newOrderId());

    var forOne = statementsOf(one.stream().map(id -> order(id, rice, tea)).toList());
    var forMany = statementsOf(many.stream().map(id -> order(id, rice, tea)).toList());
    var forOneCancelled = statementsOf(one.stream().map(id -> cancelled(id)).toList());
    var forManyCancelled = statementsOf(many.stream().map(id -> cancelled(id)).toList());

    assertThat(forOne).isPositive();
    assertThat(forMany).isEqualTo(forOne);
    assertThat(forManyCancelled).isEqualTo(forOneCancelled);
    assertThat(stockOf(rice)).isEqualTo(10_000);
    assertThat(many).allSatisfy(id -> assertThat(stateOf(id)).contains("RELEASED"));
  }

  @Test
  void asksTheDatabaseNothingAboutPaidOrders() {
    var paid =
        new OrderPaid(
            newOrderId(),
            OrderRecords.USER,
            List.of(new PricedLine(1, 1, 1)),
            1,
            0,
            1,
            null,
            OrderRecords.NOW,
            OrderRecords.NOW);

    assertThat(statementsOf(List.of(paid))).isZero();
  }

  private static OrderEvent order(long orderId, long rice, long tea) {
    return created(orderId, new OrderLine(rice, 1), new OrderLine(tea, 2));
  }

  private long statementsOf(List<? extends OrderEvent> batch) {
    long before = jdbc.statements.get();
    participant.onRecords(batchOf(batch));
    return jdbc.statements.get() - before;
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Counting {

    @Bean
    CountingJdbcTemplate jdbcTemplate(DataSource database) {
      return new CountingJdbcTemplate(database);
    }
  }

  /** Counts the prepared statements of each thread. */
  static final class CountingJdbcTemplate extends JdbcTemplate {

    private final ThreadLocal<Long> statements = ThreadLocal.withInitial(() -> 0L);

    CountingJdbcTemplate(DataSource database) {
      super(database);
    }

    @Override
    public <T extends @Nullable Object> T query(
        PreparedStatementCreator statement,
        @Nullable PreparedStatementSetter parameters,
        ResultSetExtractor<T> rows) {
      statements.set(statements.get() + 1);
      return super.query(statement, parameters, rows);
    }

    @Override
    protected int update(
        PreparedStatementCreator statement, @Nullable PreparedStatementSetter parameters) {
      statements.set(statements.get() + 1);
      return super.update(statement, parameters);
    }
  }
}

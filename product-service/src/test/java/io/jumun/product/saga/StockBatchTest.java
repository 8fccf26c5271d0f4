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
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockBatchTest extends ProductServiceTest {

  private static final int LARGEST = 500;

  @Autowired StockSagaParticipant participant;
  @Autowired EntityManagerFactory entities;

  @BeforeEach
  void count() {
    statistics().setStatisticsEnabled(true);
  }

  @AfterEach
  void countNoMore() {
    statistics().setStatisticsEnabled(false);
  }

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
    statistics().clear();
    participant.onRecords(batchOf(batch));
    return statistics().getPrepareStatementCount();
  }

  private Statistics statistics() {
    return entities.unwrap(SessionFactory.class).getStatistics();
  }
}

package io.jumun.benchmarks.baseline.calls;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.BaselineProperties;
import io.jumun.benchmarks.baseline.BaselineProperties.StockMode;
import io.jumun.benchmarks.baseline.jpa.Stock;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import java.util.List;
import java.util.Optional;
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

/** The product service: reserves all lines or none. */
@RestController
@Profile(BaselineApplication.PRODUCT_CALLS)
class ReservationController {

  private static final String INSERT =
      """
      with reservation as (
        insert into stock_reservations (order_id, user_id, state, created_at, updated_at)
        values (?, ?, 'RESERVED', now(), now())
      )
      insert into stock_reservation_lines (order_id, product_id, quantity, unit_price)
      select ?, * from unnest(?::bigint[], ?::bigint[], ?::bigint[])
      """;

  private static final String RELEASE =
      """
      with released as (
        update stock_reservations set state = 'RELEASED', updated_at = now()
        where order_id = ? and state = 'RESERVED' returning order_id
      )
      select product_id, quantity from stock_reservation_lines join released using (order_id)
      order by product_id
      """;

  private final Stock stock;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final StockMode mode;

  ReservationController(
      Stock stock,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      BaselineProperties settings) {
    this.stock = stock;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.mode = settings.stock();
  }

  @PostMapping("/reservations")
  ResponseEntity<Messages.Reserved> reserve(@RequestBody Messages.Reserve order) {
    Optional<List<PricedLine>> reserved =
        transactions.execute(
            transaction -> {
              var lines = take(order);
              if (lines.isEmpty()) {
                transaction.setRollbackOnly();
              }
              return lines;
            });
    return reserved == null || reserved.isEmpty()
        ? ResponseEntity.status(409).build()
        : ResponseEntity.ok(new Messages.Reserved(reserved.get()));
  }

  @DeleteMapping("/reservations/{orderId}")
  Messages.Done release(@PathVariable long orderId) {
    transactions.executeWithoutResult(
        _ ->
            stock.giveBack(
                jdbc.query(
                    RELEASE, (row, _) -> new OrderLine(row.getLong(1), row.getLong(2)), orderId)));
    return new Messages.Done(orderId);
  }

  private Optional<List<PricedLine>> take(Messages.Reserve order) {
    return switch (mode) {
      case ROW_LOCKS -> {
        var locked = stock.lock(order.lines());
        locked.ifPresent(Stock.Locked::take);
        locked.ifPresent(l -> insert(order, l.lines()));
        yield locked.map(Stock.Locked::lines);
      }
      case CONDITIONAL_UPDATES -> {
        var lines = stock.look(order.lines());
        lines.ifPresent(l -> insert(order, l));
        // Last, so that a hot product is locked for little longer than the commit takes.
        yield lines.filter(_ -> stock.take(order.lines()));
      }
    };
  }

  private void insert(Messages.Reserve order, List<PricedLine> lines) {
    jdbc.update(
        INSERT,
        order.orderId(),
        order.userId(),
        order.orderId(),
        lines.stream().map(PricedLine::productId).toArray(Long[]::new),
        lines.stream().map(PricedLine::quantity).toArray(Long[]::new),
        lines.stream().map(PricedLine::unitPrice).toArray(Long[]::new));
  }
}

package io.jumun.benchmarks.baseline.batched;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.BaselineProperties;
import io.jumun.benchmarks.baseline.IdempotencyKeys;
import io.jumun.benchmarks.baseline.OrderIds;
import io.jumun.benchmarks.baseline.Orders;
import io.jumun.benchmarks.baseline.Placed;
import io.jumun.benchmarks.baseline.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All orders that arrive together in one JDBC transaction. */
@Service
@Profile(BaselineApplication.MICRO_BATCHED)
class MicroBatchedOrders implements Orders {

  private final OrderIds ids;
  private final BatchedKeys keys;
  private final IdempotencyKeys replays;
  private final GoodsReader reader;
  private final DecisionWriter writer;
  private final TransactionTemplate transactions;
  private final GroupCommit<Purchase, Placed> commits;

  MicroBatchedOrders(
      OrderIds ids,
      BatchedKeys keys,
      IdempotencyKeys replays,
      GoodsReader reader,
      DecisionWriter writer,
      PlatformTransactionManager transactions,
      BaselineProperties settings) {
    this.ids = ids;
    this.keys = keys;
    this.replays = replays;
    this.reader = reader;
    this.writer = writer;
    this.transactions = new TransactionTemplate(transactions);
    this.commits =
        new GroupCommit<>("orders", settings.committers(), settings.maxCommit(), this::commit);
  }

  @Override
  public Placed place(Purchase purchase) {
    return commits.submit(purchase);
  }

  private List<Placed> commit(List<Purchase> batch) {
    var newIds = ids.next(batch.size());
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < batch.size(); i++) {
      arrivals.add(new Arrival(newIds.get(i), batch.get(i)));
    }
    return Objects.requireNonNull(transactions.execute(_ -> decide(arrivals)));
  }

  private List<Placed> decide(List<Arrival> arrivals) {
    var admitted = keys.admitted(arrivals);
    var fresh = arrivals.stream().filter(a -> admitted.contains(a.orderId())).toList();
    var placed = new HashMap<Long, Placed>();
    if (!fresh.isEmpty()) {
      placed.putAll(sell(fresh));
    }
    return arrivals.stream()
        .map(
            arrival -> {
              var sold = placed.get(arrival.orderId());
              return sold == null ? replays.replay(arrival.purchase()) : sold;
            })
        .toList();
  }

  private Map<Long, Placed> sell(List<Arrival> arrivals) {
    var now = Instant.now();
    var goods = reader.lock(arrivals);
    var counter = new Counter(goods, now);
    var decisions = arrivals.stream().map(counter::decide).toList();
    writer.write(decisions, goods, now);
    var placed = new HashMap<Long, Placed>();
    decisions.forEach(d -> placed.put(d.arrival().orderId(), Placed.of(d.outcome())));
    return placed;
  }
}

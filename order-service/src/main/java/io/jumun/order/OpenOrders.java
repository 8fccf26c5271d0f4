package io.jumun.order;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How many orders one user may have open. What is stored at the same moment is not counted, so a
 * user may get some more than that, but never a replay of an earlier request refused.
 */
@Component
class OpenOrders {

  private static final String COUNT =
      """
      select user_id, count(*) from orders
      where status = 'PENDING' and user_id = any(?::bigint[])
      group by user_id
      """;

  private final JdbcTemplate jdbc;
  private final IdempotencyKeys keys;
  private final int max;

  OpenOrders(JdbcTemplate jdbc, IdempotencyKeys keys, OrderProperties settings) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.max = settings.maxOpenPerUser();
  }

  /**
   * Refuses, in the current transaction, what is one too many for its user; its key is free again.
   *
   * @param placements of those that are settled already; gets the refused ones
   */
  void refuseTooMany(List<Arrival> batch, Map<Long, Placement> placements) {
    var unsettled = batch.stream().filter(a -> !placements.containsKey(a.orderId())).toList();
    if (unsettled.isEmpty()) {
      return;
    }
    var open = openOf(unsettled.stream().map(arrival -> arrival.order().userId()).toList());
    var refused = new HashSet<Long>();
    for (var arrival : unsettled) {
      if (open.merge(arrival.order().userId(), 1L, Long::sum) > max) {
        refused.add(arrival.orderId());
      }
    }
    if (refused.isEmpty()) {
      return;
    }
    keys.release(refused);
    refused.forEach(orderId -> placements.put(orderId, new Placement.TooManyOfUser()));
    // A duplicate that came along would wait for an order that is never stored.
    placements.replaceAll(
        (_, placement) ->
            placement instanceof Placement.Joined(long owner) && refused.contains(owner)
                ? new Placement.TooManyOfUser()
                : placement);
  }

  private Map<Long, Long> openOf(Collection<Long> users) {
    var open = new HashMap<Long, Long>();
    jdbc.query(
        COUNT,
        row -> {
          open.put(row.getLong(1), row.getLong(2));
        },
        (Object) users.stream().distinct().toArray(Long[]::new));
    return open;
  }
}

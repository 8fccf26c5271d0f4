package io.jumun.dataplatform;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts parked orders back. They keep their event ids, so a platform that has one of them after all
 * does not take it twice. Only what is parked is put back: repeating a replay changes nothing.
 */
@Service
public class Replays {

  /** Locks in the order of ids, so that two replays never deadlock; the second finds no more. */
  private static final String PUT_BACK =
      """
      with parked as materialized (
        select event_id from deliveries
        where status = 'PARKED' and (?::bigint[] is null or order_id = any (?::bigint[]))
        order by order_id
        for update)
      update deliveries d
      set status = 'PENDING', attempts = 0, parked_at = null,
          pending_since = now(), next_attempt_at = now()
      from parked
      where d.event_id = parked.event_id
      returning d.order_id
      """;

  private static final String PREVIEW =
      """
      select order_id from deliveries
      where status = 'PARKED' and (?::bigint[] is null or order_id = any (?::bigint[]))
      order by order_id
      """;

  private static final String AUDIT =
      "insert into replays (requested_by, scope, order_ids) values (?, ?, ?::bigint[])";

  private static final RowMapper<Long> ORDER_ID = (ResultSet row, int _) -> row.getLong(1);

  private final JdbcTemplate jdbc;
  private final ApplicationEventPublisher events;

  Replays(JdbcTemplate jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /**
   * @return whether the order was parked, and so is put back
   */
  @Transactional
  public boolean one(long orderId, String operator) {
    return !putBack(new Long[] {orderId}, "ONE", operator).isEmpty();
  }

  /**
   * @return those of the orders that were parked, and so are put back
   */
  @Transactional
  public List<Long> listed(Collection<Long> orderIds, String operator) {
    return putBack(orderIds.toArray(Long[]::new), "LISTED", operator);
  }

  /**
   * @return the orders that are put back: all that were parked
   */
  @Transactional
  public List<Long> all(String operator) {
    return putBack(null, "ALL", operator);
  }

  /** What {@link #listed} would put back. Changes nothing. */
  public List<Long> previewListed(Collection<Long> orderIds) {
    return preview(orderIds.toArray(Long[]::new));
  }

  /** What {@link #all} would put back. Changes nothing. */
  public List<Long> previewAll() {
    return preview(null);
  }

  private List<Long> preview(Long @Nullable [] orderIds) {
    return jdbc.query(PREVIEW, ORDER_ID, orderIds, orderIds);
  }

  private List<Long> putBack(Long @Nullable [] orderIds, String scope, String operator) {
    var replayed = jdbc.query(PUT_BACK, ORDER_ID, orderIds, orderIds).stream().sorted().toList();
    if (!replayed.isEmpty()) {
      jdbc.update(AUDIT, operator, scope, replayed.toArray(Long[]::new));
      events.publishEvent(new DeliveriesDue());
    }
    return replayed;
  }
}

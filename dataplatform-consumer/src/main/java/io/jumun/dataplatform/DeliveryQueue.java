package io.jumun.dataplatform;

import io.jumun.dataplatform.DeliveryPolicy.Verdict;
import io.jumun.outbox.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The pending rows as a queue of several workers. Whatever takes from it is one short transaction;
 * no connection is held between them. All times are the database's.
 */
@Repository
class DeliveryQueue {

  /** In the order of ids, so that two consumers that store the same orders never deadlock. */
  private static final String INSERT =
      """
      insert into deliveries (event_id, order_id, type, payload, headers, traceparent,
                              record_partition, record_offset, lease_id, leased_until)
      select e, o, t, p::json, h::json, tp, rp, ro,
             l, case when l is not null then now() + ? * interval '1 ms' end
      from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::integer[], ?::bigint[], ?::uuid[]) as d (e, o, t, p, h, tp, rp, ro, l)
      order by o, l nulls last
      on conflict do nothing
      returning lease_id
      """;

  private static final String CLAIM =
      """
      with due as materialized (
        select event_id from deliveries
        where status = 'PENDING' and next_attempt_at <= now()
          and (leased_until is null or leased_until <= now())
        order by next_attempt_at
        limit ?
        for update skip locked)
      update deliveries d
      set lease_id = ?, leased_until = now() + ? * interval '1 ms'
      from due
      where d.event_id = due.event_id
      returning d.event_id, order_id, type, payload, headers, traceparent, record_partition,
        record_offset, attempts, extract(epoch from now() - pending_since)::bigint as pending_for
      """;

  /** The lease guards it: who lost it to another worker changes nothing. */
  private static final String RECORD =
      """
      update deliveries d
      set status = r.status,
          attempts = attempts + r.attempted,
          next_attempt_at = case r.attempted when 1 then now() + r.pause * interval '1 ms'
                                             else next_attempt_at end,
          last_error = coalesce(r.error, last_error),
          delivered_at = case r.status when 'DELIVERED' then now() end,
          parked_at = case r.status when 'PARKED' then now() end,
          lease_id = null,
          leased_until = null
      from unnest(?::uuid[], ?::uuid[], ?::text[], ?::integer[], ?::bigint[], ?::text[])
        as r (event_id, lease_id, status, attempted, pause, error)
      where d.event_id = r.event_id and d.lease_id = r.lease_id
      returning d.event_id
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  DeliveryQueue(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Stores orders in the current transaction; an order that is known already is left as it is.
   *
   * @param most so many of them are claimed at once, for the time of the lease
   */
  Stored store(List<PaidOrder> orders, int most, Duration lease) {
    var claims =
        orders.stream()
            .limit(most)
            .map(order -> new Claim(order, UUID.randomUUID(), 0, Duration.ZERO))
            .toList();
    var leaseIds = insert(orders, claims, lease);
    var claimed = claims.stream().filter(claim -> leaseIds.contains(claim.leaseId())).toList();
    return new Stored(claimed, leaseIds.size() - claimed.size());
  }

  /**
   * @return of each order that was not known, null where it is not claimed
   */
  private List<@Nullable UUID> insert(List<PaidOrder> orders, List<Claim> claims, Duration lease) {
    var leases = new UUID[orders.size()];
    for (int i = 0; i < claims.size(); i++) {
      leases[i] = claims.get(i).leaseId();
    }
    return jdbc.query(
        INSERT,
        statement -> {
          var connection = statement.getConnection();
          var columns = new Columns<>(connection, orders);
          statement.setLong(1, lease.toMillis());
          statement.setArray(2, columns.of("uuid", PaidOrder::eventId));
          statement.setArray(3, columns.of("bigint", PaidOrder::orderId));
          statement.setArray(4, columns.of("text", PaidOrder::type));
          statement.setArray(5, columns.of("text", PaidOrder::payload));
          statement.setArray(6, columns.of("text", o -> EventJson.write(o.headers())));
          statement.setArray(7, columns.of("text", PaidOrder::traceparent));
          statement.setArray(8, columns.of("integer", o -> o.position().partition()));
          statement.setArray(9, columns.of("bigint", o -> o.position().offset()));
          statement.setArray(10, connection.createArrayOf("uuid", leases));
        },
        (row, _) -> row.getObject(1, UUID.class));
  }

  /** Records, then claims, in one commit: both happen, or neither. */
  Exchange exchange(List<Result> results, int most, Duration lease) {
    return transaction.execute(_ -> new Exchange(record(results), claim(most, lease)));
  }

  /**
   * Rows that are due and nobody else's, the longest due first. They are the caller's for the time
   * of the lease; then anybody may claim them again.
   */
  List<Claim> claim(int most, Duration lease) {
    if (most <= 0) {
      return List.of();
    }
    var leaseId = UUID.randomUUID();
    return jdbc.query(CLAIM, (row, _) -> claim(row, leaseId), most, leaseId, lease.toMillis());
  }

  /**
   * @return the ids of those whose lease still held; the others are somebody else's by now
   */
  Set<UUID> record(List<Result> results) {
    if (results.isEmpty()) {
      return Set.of();
    }
    var recorded =
        jdbc.query(
            RECORD,
            statement -> {
              var columns = new Columns<>(statement.getConnection(), results);
              statement.setArray(1, columns.of("uuid", r -> r.claim().order().eventId()));
              statement.setArray(2, columns.of("uuid", r -> r.claim().leaseId()));
              statement.setArray(3, columns.of("text", r -> status(r.verdict()).name()));
              statement.setArray(4, columns.of("integer", r -> attempted(r.verdict())));
              statement.setArray(5, columns.of("bigint", r -> pause(r.verdict()).toMillis()));
              statement.setArray(6, columns.of("text", r -> error(r.verdict())));
            },
            (row, _) -> row.getObject("event_id", UUID.class));
    return Set.copyOf(recorded);
  }

  private static DeliveryStatus status(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Deliver _ -> DeliveryStatus.DELIVERED;
      case Verdict.Park _ -> DeliveryStatus.PARKED;
      case Verdict.TryAgain _, Verdict.HandBack _ -> DeliveryStatus.PENDING;
    };
  }

  private static int attempted(Verdict verdict) {
    return verdict instanceof Verdict.HandBack ? 0 : 1;
  }

  private static Duration pause(Verdict verdict) {
    return verdict instanceof Verdict.TryAgain again ? again.pause() : Duration.ZERO;
  }

  private static @Nullable String error(Verdict verdict) {
    return switch (verdict) {
      case Verdict.TryAgain again -> again.reason();
      case Verdict.Park park -> park.reason();
      case Verdict.Deliver _, Verdict.HandBack _ -> null;
    };
  }

  private static Claim claim(ResultSet row, UUID leaseId) throws SQLException {
    var order =
        new PaidOrder(
            row.getObject("event_id", UUID.class),
            row.getLong("order_id"),
            row.getString("type"),
            row.getString("payload"),
            headers(row.getString("headers")),
            row.getString("traceparent"),
            new PaidOrder.Position(row.getInt("record_partition"), row.getLong("record_offset")));
    return new Claim(
        order, leaseId, row.getInt("attempts"), Duration.ofSeconds(row.getLong("pending_for")));
  }

  private static Map<String, String> headers(String json) {
    Map<?, ?> stored = EventJson.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    var headers = new HashMap<String, String>();
    stored.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    return headers;
  }

  /**
   * @param recorded the ids of those whose lease still held
   */
  record Exchange(Set<UUID> recorded, List<Claim> claimed) {}

  /**
   * @param unclaimed how many others were stored
   */
  record Stored(List<Claim> claimed, int unclaimed) {}

  private record Columns<T>(Connection connection, List<T> rows) {

    Array of(String type, Function<T, @Nullable Object> value) throws SQLException {
      return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
  }
}

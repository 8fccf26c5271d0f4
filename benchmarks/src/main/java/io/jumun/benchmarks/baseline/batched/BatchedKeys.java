package io.jumun.benchmarks.baseline.batched;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Idempotency keys of a batch. */
@Component
class BatchedKeys {

  private static final String CLAIM =
      """
      insert into idempotency_keys (user_id, key_hash, fingerprint, order_id)
      select u, decode(k, 'hex'), decode(f, 'hex'), o
      from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[]) as n (u, k, f, o)
      order by u, k
      on conflict do nothing
      returning order_id
      """;

  private final JdbcTemplate jdbc;

  BatchedKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The ids of those that have no key, or own theirs. */
  Set<Long> admitted(List<Arrival> batch) {
    var admitted = new HashSet<Long>();
    batch.stream()
        .filter(arrival -> arrival.purchase().keyHash() == null)
        .forEach(arrival -> admitted.add(arrival.orderId()));
    var keyed = batch.stream().filter(arrival -> arrival.purchase().keyHash() != null).toList();
    if (!keyed.isEmpty()) {
      admitted.addAll(
          jdbc.queryForList(
              CLAIM,
              Long.class,
              keyed.stream().map(a -> a.purchase().userId()).toArray(Long[]::new),
              keyed.stream().map(a -> a.purchase().keyHash()).toArray(String[]::new),
              keyed.stream().map(a -> a.purchase().fingerprint()).toArray(String[]::new),
              keyed.stream().map(Arrival::orderId).toArray(Long[]::new)));
    }
    return admitted;
  }
}

package io.jumun.order;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which order a user's key stands for. A key belongs to whoever claims it first. */
@Component
class IdempotencyKeys {

  // In key order, so that two replicas that claim the same keys do not wait in a circle.
  private static final String CLAIM =
      """
      insert into idempotency_keys (user_id, key_hash, fingerprint, order_id)
      select user_id, decode(key_hash, 'hex'), decode(fingerprint, 'hex'), order_id
      from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[])
        as k (user_id, key_hash, fingerprint, order_id)
      order by user_id, key_hash
      on conflict do nothing
      returning order_id
      """;

  private static final String READ =
      """
      select user_id, encode(key_hash, 'hex'), encode(fingerprint, 'hex'), order_id
      from idempotency_keys
      where (user_id, key_hash) in
        (select user_id, decode(key_hash, 'hex')
         from unnest(?::bigint[], ?::text[]) as k (user_id, key_hash))
      """;

  private final JdbcTemplate jdbc;

  IdempotencyKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Claims the keys of a batch in the current transaction.
   *
   * @return the answer to each request that is not to be stored, by order id; the others own their
   *     key, or have none
   */
  Map<Long, Placement> settled(List<Arrival> batch) {
    var claims = new LinkedHashMap<Key, Claim>();
    for (var arrival : batch) {
      var key = Key.of(arrival);
      if (key != null) {
        claims.putIfAbsent(key, Claim.of(arrival));
      }
    }
    if (claims.isEmpty()) {
      return Map.of();
    }
    var claimed = claim(claims);
    var owners = owners(claims, claimed);
    var settled = new HashMap<Long, Placement>();
    for (var arrival : batch) {
      var key = Key.of(arrival);
      if (key != null && !claimed.contains(arrival.orderId())) {
        settled.put(arrival.orderId(), settle(arrival, owners.get(key)));
      }
    }
    return settled;
  }

  /** Frees the keys that these orders have just claimed. */
  void release(Collection<Long> orderIds) {
    jdbc.update(
        "delete from idempotency_keys where order_id = any(?::bigint[])",
        (Object) orderIds.toArray(Long[]::new));
  }

  private static Placement settle(Arrival arrival, @Nullable Claim owner) {
    if (owner == null) {
      throw new IllegalStateException("A key was removed while it was claimed");
    }
    if (owner.orderId() == arrival.orderId()) {
      return new Placement.Stored(owner.orderId()); // by an attempt that seemed to fail
    }
    return owner.fingerprint().equals(arrival.order().fingerprint())
        ? new Placement.Joined(owner.orderId())
        : new Placement.KeyReused();
  }

  private Set<Long> claim(Map<Key, Claim> claims) {
    return Set.copyOf(
        jdbc.queryForList(
            CLAIM,
            Long.class,
            userIds(claims.keySet()),
            hashes(claims.keySet()),
            claims.values().stream().map(Claim::fingerprint).toArray(String[]::new),
            claims.values().stream().map(Claim::orderId).toArray(Long[]::new)));
  }

  private Map<Key, Claim> owners(Map<Key, Claim> claims, Set<Long> claimed) {
    var owners = new HashMap<>(claims);
    owners.values().removeIf(claim -> !claimed.contains(claim.orderId()));
    var taken = claims.keySet().stream().filter(key -> !owners.containsKey(key)).toList();
    if (!taken.isEmpty()) {
      jdbc.query(
          READ,
          row -> {
            owners.put(
                new Key(row.getLong(1), row.getString(2)),
                new Claim(row.getString(3), row.getLong(4)));
          },
          userIds(taken),
          hashes(taken));
    }
    return owners;
  }

  private static Long[] userIds(Collection<Key> keys) {
    return keys.stream().map(Key::userId).toArray(Long[]::new);
  }

  private static String[] hashes(Collection<Key> keys) {
    return keys.stream().map(Key::hash).toArray(String[]::new);
  }

  private record Key(long userId, String hash) {

    static @Nullable Key of(Arrival arrival) {
      var hash = arrival.order().keyHash();
      return hash == null ? null : new Key(arrival.order().userId(), hash);
    }
  }

  private record Claim(String fingerprint, long orderId) {

    static Claim of(Arrival arrival) {
      return new Claim(arrival.order().fingerprint(), arrival.orderId());
    }
  }
}

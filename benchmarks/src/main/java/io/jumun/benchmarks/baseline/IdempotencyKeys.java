package io.jumun.benchmarks.baseline;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which order a user's key stands for, within the order's own transaction. */
@Component
public class IdempotencyKeys {

  private static final String CLAIM =
      """
      insert into idempotency_keys (user_id, key_hash, fingerprint, order_id)
      values (?, decode(?, 'hex'), decode(?, 'hex'), ?)
      on conflict do nothing
      """;

  private static final String OWNER =
      """
      select o.order_id, o.status, o.cancel_reason, o.final_amount,
        encode(k.fingerprint, 'hex') as fingerprint
      from idempotency_keys k join orders o using (order_id)
      where k.user_id = ? and k.key_hash = decode(?, 'hex')
      """;

  private final JdbcTemplate jdbc;

  IdempotencyKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Waits for a transaction that claims the same key.
   *
   * @return false when the key stands for another request
   */
  public boolean claim(long orderId, Purchase purchase) {
    return purchase.keyHash() == null
        || jdbc.update(
                CLAIM, purchase.userId(), purchase.keyHash(), purchase.fingerprint(), orderId)
            == 1;
  }

  /** The answer to a request whose key was claimed before. */
  public Placed replay(Purchase purchase) {
    @Nullable Placed placed =
        jdbc.queryForObject(
            OWNER,
            (row, _) -> {
              if (!row.getString("fingerprint").equals(purchase.fingerprint())) {
                return new Placed.KeyReused();
              }
              long orderId = row.getLong("order_id");
              return new Placed.Ended(
                  row.getString("status").equals("PAID")
                      ? new Outcome.Paid(orderId, row.getLong("final_amount"))
                      : new Outcome.Refused(
                          orderId, Refusal.valueOf(row.getString("cancel_reason"))),
                  true);
            },
            purchase.userId(),
            purchase.keyHash());
    if (placed == null) {
      throw new IllegalStateException("The key was removed while it was claimed");
    }
    return placed;
  }
}

package io.jumun.balance;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Charges that named an idempotency key. Read and written under the lock of the user's account, so
 * that concurrent duplicates see each other.
 */
@Repository
class ChargeKeys {

  private static final int FORGOTTEN_AT_ONCE = 1_000;

  private static final String FORGET =
      """
      delete from charge_keys where (user_id, key_sha256) in (
        select user_id, key_sha256 from charge_keys
        where created_at < now() - make_interval(secs => ?)
        limit ? for update skip locked)
      """;

  private final JdbcTemplate jdbc;

  ChargeKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<KeptCharge> find(long userId, IdempotencyKey key) {
    return jdbc
        .query(
            "select amount, balance_after from charge_keys where user_id = ? and key_sha256 = ?",
            (row, _) -> new KeptCharge(row.getLong("amount"), row.getLong("balance_after")),
            userId,
            key.sha256())
        .stream()
        .findAny();
  }

  void keep(long userId, IdempotencyKey key, KeptCharge charge) {
    jdbc.update(
        "insert into charge_keys (user_id, key_sha256, amount, balance_after) values (?, ?, ?, ?)",
        userId,
        key.sha256(),
        charge.amount(),
        charge.balanceAfter());
  }

  /**
   * Deletes some of the keys older than that by the database's clock, skipping those that another
   * replica is deleting.
   *
   * @return whether there may be more
   */
  boolean forgetSomeOlderThan(Duration age) {
    return jdbc.update(FORGET, age.toSeconds(), FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE;
  }

  record KeptCharge(long amount, long balanceAfter) {}
}

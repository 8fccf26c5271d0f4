package io.jumun.order;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Forgets keys after their retention. Replicas may do so at once and share the work. */
@Component
class IdempotencyCleanUp {

  private static final int BATCH = 1_000;

  private final JdbcTemplate jdbc;
  private final Duration retention;

  IdempotencyCleanUp(JdbcTemplate jdbc, OrderProperties settings) {
    this.jdbc = jdbc;
    this.retention = settings.idempotencyRetention();
  }

  void run() {
    int removed;
    do {
      removed =
          jdbc.update(
              """
              delete from idempotency_keys where (user_id, key_hash) in
                (select user_id, key_hash from idempotency_keys
                 where created_at < now() - ? * interval '1 second'
                 order by created_at limit ? for update skip locked)
              """,
              retention.toSeconds(),
              BATCH);
    } while (removed == BATCH);
  }
}

package io.jumun.order;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The clock that every replica has in common. */
@Component
class DatabaseClock {

  private final JdbcTemplate jdbc;

  DatabaseClock(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The time right now, also late in a long transaction. */
  Instant now() {
    var now = jdbc.queryForObject("select clock_timestamp()", OffsetDateTime.class);
    return Objects.requireNonNull(now).toInstant();
  }
}

package io.jumun.benchmarks.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Ids from blocks of the sequence, as Hibernate's pooled optimizer takes them. */
@Component
public class OrderIds {

  private static final int BLOCK = 50;

  private final JdbcTemplate jdbc;
  private long next;
  private long end;

  OrderIds(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** To be called outside a transaction, which would need a second connection. */
  public synchronized long next() {
    if (next == end) {
      next =
          Objects.requireNonNull(
              jdbc.queryForObject("select nextval('order_ids')", Long.class), "a value");
      end = next + BLOCK;
    }
    return next++;
  }

  public List<Long> next(int count) {
    var ids = new ArrayList<Long>(count);
    for (int i = 0; i < count; i++) {
      ids.add(next());
    }
    return ids;
  }
}

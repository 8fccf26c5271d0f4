package io.jumun.benchmarks.baseline;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.outbox.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells the data platform of paid orders: the same row as the shop writes. Nobody relays it. */
@Component
public class PaidOrderOutbox {

  private static final String INSERT =
      """
      insert into outbox (aggregatetype, aggregateid, type, payload, traceparent)
      select 'order', k, ?, p::json, t from unnest(?::text[], ?::text[], ?::text[]) as e (k, p, t)
      """;

  private final JdbcTemplate jdbc;

  PaidOrderOutbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public void append(OrderPaid event, @Nullable String traceparent) {
    append(List.of(new Entry(event, traceparent)));
  }

  public void append(List<Entry> entries) {
    jdbc.update(
        INSERT,
        EventTypes.nameOf(OrderPaid.class),
        entries.stream().map(e -> Long.toString(e.event().orderId())).toArray(String[]::new),
        entries.stream().map(e -> EventJson.write(e.event())).toArray(String[]::new),
        entries.stream().map(Entry::traceparent).toArray(String[]::new));
  }

  /** An event, and the trace it belongs to. */
  public record Entry(OrderPaid event, @Nullable String traceparent) {}
}

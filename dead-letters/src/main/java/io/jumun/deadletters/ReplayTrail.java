package io.jumun.deadletters;

import io.jumun.deadletters.Replay.Status;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The audit trail of replays, in the service's own database and by its clock. */
class ReplayTrail {

  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_ERROR = 1000;

  private static final String LETTERS =
      """
      from unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
             as d (topic, part, off, ts, event_id, event_type, record_key)
      left join lateral (
        select max(attempt) as attempts, count(*) filter (where status <> 'FAILED') as replays
        from dead_letter_replays r
        where r.dlt_topic = d.topic and r.dlt_partition = d.part
          and r.dlt_offset = d.off and r.dlt_timestamp = d.ts) e on true
      """;

  /** In the order of ids, so that two requests for the same records never deadlock. */
  private static final String REQUEST =
      """
      insert into dead_letter_replays
        (dlt_topic, dlt_partition, dlt_offset, dlt_timestamp, attempt, event_id, event_type,
         record_key, request_id, requested_by, reason)
      select d.topic, d.part, d.off, d.ts, coalesce(e.attempts, 0) + 1, d.event_id, d.event_type,
             d.record_key, ?, ?, ?
      """
          + LETTERS
          + """
          where ? or e.replays = 0
          order by d.topic, d.part, d.off
          on conflict on constraint one_replay_at_a_time do nothing
          returning replay_id, dlt_topic, dlt_partition, dlt_offset
          """;

  private static final String COUNT =
      "select d.topic, d.part, d.off, e.replays " + LETTERS + " where e.replays > 0";

  private static final String FINISH =
      """
      update dead_letter_replays r
      set status = f.status, sent_partition = f.part, sent_offset = f.off, error = f.error,
          finished_at = now()
      from unnest(?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::text[])
             as f (replay_id, status, part, off, error)
      where r.replay_id = f.replay_id and r.status = 'REQUESTED'
      """;

  private static final String OF_RECORD =
      """
      select * from dead_letter_replays
      where dlt_topic = ? and dlt_partition = ? and dlt_offset = ? and dlt_timestamp = ?
      order by replay_id desc limit ?
      """;

  private final JdbcTemplate jdbc;

  ReplayTrail(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Writes down what is about to be sent. Leaves out what was, or may have been, replayed before,
   * unless it is to be replayed {@code again}.
   *
   * @return the replay of each record that may be sent now
   */
  Map<RecordId, Long> request(List<DeadLetter> letters, ReplayOrder order) {
    var requestId = UUID.randomUUID();
    var replays = new HashMap<RecordId, Long>();
    jdbc.query(
        REQUEST,
        statement -> {
          statement.setObject(1, requestId);
          statement.setString(2, order.requestedBy());
          statement.setString(3, order.reason());
          setLetters(statement, 4, letters);
          statement.setBoolean(11, order.again());
        },
        row -> {
          replays.put(
              new RecordId(row.getString(2), row.getInt(3), row.getLong(4)), row.getLong(1));
        });
    return replays;
  }

  /** How often each record was, or may have been, replayed; those that never were are left out. */
  Map<RecordId, Long> count(List<DeadLetter> letters) {
    var counts = new HashMap<RecordId, Long>();
    jdbc.query(
        COUNT,
        statement -> setLetters(statement, 1, letters),
        row -> {
          counts.put(new RecordId(row.getString(1), row.getInt(2), row.getLong(3)), row.getLong(4));
        });
    return counts;
  }

  void finish(Collection<Sending> sendings) {
    jdbc.update(
        FINISH,
        statement -> {
          statement.setArray(1, array(statement, "bigint", sendings, Sending::replayId));
          statement.setArray(2, array(statement, "text", sendings, s -> s.status().name()));
          statement.setArray(3, array(statement, "integer", sendings, Sending::partition));
          statement.setArray(4, array(statement, "bigint", sendings, Sending::offset));
          statement.setArray(
              5, array(statement, "text", sendings, s -> Bytes.storable(s.error(), LONGEST_ERROR)));
        });
  }

  /** Newest first. */
  List<Replay> of(DeadLetter letter, int limit) {
    var id = letter.id();
    return jdbc.query(
        OF_RECORD,
        ReplayTrail::map,
        id.topic(),
        id.partition(),
        id.offset(),
        letter.record().timestamp(),
        limit);
  }

  /** How often an event was, or may have been, replayed, under whatever dead letter. */
  long countOfEvent(String eventId) {
    return jdbc.query(
            "select count(*) from dead_letter_replays where event_id = ? and status <> 'FAILED'",
            (row, _) -> row.getLong(1),
            Bytes.storable(eventId, LONGEST_TEXT))
        .getFirst();
  }

  /** Newest first. */
  List<Replay> list(long below, int limit) {
    return jdbc.query(
        "select * from dead_letter_replays where replay_id < ? order by replay_id desc limit ?",
        ReplayTrail::map,
        below,
        limit);
  }

  private static void setLetters(PreparedStatement statement, int first, List<DeadLetter> letters)
      throws SQLException {
    statement.setArray(first, array(statement, "text", letters, l -> l.id().topic()));
    statement.setArray(first + 1, array(statement, "integer", letters, l -> l.id().partition()));
    statement.setArray(first + 2, array(statement, "bigint", letters, l -> l.id().offset()));
    statement.setArray(first + 3, array(statement, "bigint", letters, l -> l.record().timestamp()));
    statement.setArray(first + 4, texts(statement, letters, DeadLetter::eventId));
    statement.setArray(first + 5, texts(statement, letters, DeadLetter::type));
    statement.setArray(first + 6, texts(statement, letters, DeadLetter::key));
  }

  private static Array texts(
      PreparedStatement statement,
      List<DeadLetter> letters,
      Function<DeadLetter, @Nullable String> column)
      throws SQLException {
    return array(statement, "text", letters, l -> Bytes.storable(column.apply(l), LONGEST_TEXT));
  }

  private static <T> Array array(
      PreparedStatement statement,
      String type,
      Collection<T> rows,
      Function<T, @Nullable Object> column)
      throws SQLException {
    Connection connection = statement.getConnection();
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }

  private static Replay map(ResultSet row, int number) throws SQLException {
    var finishedAt = row.getObject("finished_at", OffsetDateTime.class);
    return new Replay(
        row.getLong("replay_id"),
        row.getObject("request_id", UUID.class),
        new RecordId(
                row.getString("dlt_topic"), row.getInt("dlt_partition"), row.getLong("dlt_offset"))
            .toString(),
        row.getInt("attempt"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getString("record_key"),
        row.getString("requested_by"),
        row.getString("reason"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        Status.valueOf(row.getString("status")),
        finishedAt == null ? null : finishedAt.toInstant(),
        row.getObject("sent_partition", Integer.class),
        row.getObject("sent_offset", Long.class),
        row.getString("error"));
  }
}

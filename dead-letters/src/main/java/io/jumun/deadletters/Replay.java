package io.jumun.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A row of the audit trail: one attempt to replay one record.
 *
 * @param requestId the same for all records of a request
 * @param record the dead letter
 * @param partition where the record went, in its original topic; absent unless SENT
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Replay(
    long replayId,
    UUID requestId,
    String record,
    int attempt,
    @Nullable String eventId,
    @Nullable String type,
    @Nullable String key,
    String requestedBy,
    String reason,
    Instant requestedAt,
    Status status,
    @Nullable Instant finishedAt,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String error) {

  /** How far it got. */
  enum Status {
    /** It may have been sent: the service ended, or lost its database, before it wrote which. */
    REQUESTED,
    /** Kafka acknowledged it. */
    SENT,
    /** Kafka did not acknowledge it. */
    FAILED
  }
}

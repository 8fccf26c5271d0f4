package io.jumun.balance.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.balance.EntryType;
import io.jumun.balance.LedgerEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TransactionAnswer(
    long sequence,
    EntryType type,
    long amount,
    long balanceAfter,
    @Nullable Long orderId,
    Instant createdAt) {

  static TransactionAnswer of(LedgerEntry entry) {
    return new TransactionAnswer(
        entry.sequence(),
        entry.type(),
        entry.amount(),
        entry.balanceAfter(),
        entry.orderId(),
        entry.createdAt());
  }
}

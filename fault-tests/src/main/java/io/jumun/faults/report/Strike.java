package io.jumun.faults.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that struck.
 *
 * @param counted the moment from which the recovery counts
 * @param recovery until the shop answered as ever; null if it did not within the harness's patience
 * @param orders how many customers came meanwhile
 * @param symptoms what was seen of a shop that did not recover
 * @param problem why the fault itself could not be carried out as meant
 */
public record Strike(
    int number,
    String kind,
    String name,
    Instant began,
    Instant counted,
    @Nullable Duration recovery,
    long orders,
    @Nullable String symptoms,
    @Nullable String problem) {

  public Instant ended() {
    return recovery == null ? counted : counted.plus(recovery);
  }
}

package io.jumun.dataplatform.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Either the orders or {@code all}.
 *
 * @param dryRun only tell what would be put back
 */
record ReplayRequest(
    @Nullable @Size(min = 1, max = 1000) List<@NotNull @Positive Long> orderIds,
    @Nullable Boolean all,
    @Nullable Boolean dryRun) {

  boolean wantsAll() {
    return Boolean.TRUE.equals(all);
  }

  boolean isRehearsal() {
    return Boolean.TRUE.equals(dryRun);
  }
}

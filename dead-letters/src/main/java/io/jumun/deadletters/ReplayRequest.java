package io.jumun.deadletters;

import io.jumun.http.ApiException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Either the records or a filter; an empty filter means all.
 *
 * @param cursor with a filter: where the answer before this request ended
 * @param dryRun only tell what would be replayed
 * @param again also what was replayed before
 * @param requestedBy for the audit trail; needed unless it is a dry run, as is the reason
 */
record ReplayRequest(
    @Nullable @Size(min = 1, max = MOST)
        List<
                @NotNull
                @Pattern(regexp = RecordId.FORM, message = "not <topic>:<partition>:<offset>")
                String>
            records,
    @Nullable @Valid DeadLetterFilter filter,
    @Nullable String cursor,
    @Nullable Boolean dryRun,
    @Nullable Boolean again,
    @Nullable @Size(max = 100) @Pattern(regexp = PRINTABLE, message = UNPRINTABLE)
        String requestedBy,
    @Nullable @Size(max = 500) @Pattern(regexp = PRINTABLE, message = UNPRINTABLE) String reason) {

  /** Most records that one request replays. */
  static final int MOST = 1000;

  private static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]*";
  private static final String UNPRINTABLE = "must consist of printable characters";

  ReplayRequest {
    records = records == null ? null : java.util.Collections.unmodifiableList(records);
  }

  boolean isRehearsal() {
    return Boolean.TRUE.equals(dryRun);
  }

  boolean wantsItAgain() {
    return Boolean.TRUE.equals(again);
  }

  SortedSet<RecordId> ids() {
    var ids = new TreeSet<RecordId>();
    if (records != null) {
      records.forEach(id -> ids.add(RecordId.parse("records", id)));
    }
    return ids;
  }

  ReplayOrder order() {
    return new ReplayOrder(
        present("requestedBy", requestedBy), present("reason", reason), wantsItAgain());
  }

  private static String present(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw ApiException.invalid(field, "needed, for the audit trail");
    }
    return text.strip();
  }
}

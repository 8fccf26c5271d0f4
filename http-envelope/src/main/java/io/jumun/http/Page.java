package io.jumun.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. Pages are cut by key, not by offset, so rows added meanwhile neither
 * repeat nor hide a row.
 *
 * @param nextCursor opaque; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @JsonProperty("next_cursor") @Nullable String nextCursor) {

  /** Most rows a page has. */
  public static final int MAX_LIMIT = 100;

  /** Rows a page has when the request names no limit. */
  public static final String DEFAULT_LIMIT = "20";

  /**
   * @param rows up to one more than {@code limit}: the extra row shows that there is a next page
   * @param key what the next page starts after
   */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, ToLongFunction<R> key, Function<R, T> view) {
    if (rows.size() <= limit) {
      return new Page<>(rows.stream().map(view).toList(), null);
    }
    var shown = rows.subList(0, limit);
    return new Page<>(
        shown.stream().map(view).toList(), Long.toString(key.applyAsLong(shown.getLast())));
  }

  /**
   * @return the key after which the asked page starts, or {@code start} for the first page
   * @throws ApiException 400 when the cursor is not one of ours
   */
  public static long after(@Nullable String cursor, long start) {
    if (cursor == null) {
      return start;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw ApiException.invalid("cursor", "not a cursor of this listing");
    }
  }

  /**
   * @throws ApiException 400 when the limit is out of bounds
   */
  public static int checkedLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiException.invalid("limit", "must be between 1 and " + MAX_LIMIT);
    }
    return limit;
  }
}

package io.jumun.outbox;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Carries W3C trace context from what caused a change to the events that tell of it: an event gets
 * the {@code traceparent} bound for its key.
 */
public final class TraceParents {

  private static final ScopedValue<Map<Long, String>> BY_KEY = ScopedValue.newInstance();
  private static final Pattern VALID =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParents() {}

  /**
   * Runs an action in which appended events get the traceparent of their key, where there is one.
   */
  public static void during(Map<Long, String> byKey, Runnable action) {
    ScopedValue.where(BY_KEY, byKey).run(action);
  }

  /** The value if it is a traceparent as W3C defines it, null otherwise. */
  public static @Nullable String validated(@Nullable String value) {
    return value != null && VALID.matcher(value).matches() ? value : null;
  }

  static @Nullable String of(long key) {
    return BY_KEY.isBound() ? BY_KEY.get().get(key) : null;
  }
}

package io.jumun.faults.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a process of ours says: lines that begin with {@code ##}. After an {@code ##error}
 * nothing that is awaited of it can be relied on.
 */
final class Answers {

  private static final String MARK = "##";
  private static final String ERROR = MARK + "error";

  private final Map<String, CompletableFuture<Void>> awaited = new HashMap<>();
  private @Nullable IllegalStateException trouble;

  /**
   * @param what the words that a line begins with, without the mark
   * @return completes at the first such line from now on; exceptionally at an error, also one from
   *     before, or when no more lines will come
   */
  synchronized CompletableFuture<Void> await(String what) {
    if (trouble != null) {
      return CompletableFuture.failedFuture(trouble);
    }
    return awaited.computeIfAbsent(MARK + what, _ -> new CompletableFuture<>());
  }

  synchronized void hear(String line) {
    if (line.startsWith(ERROR)) {
      fail(line);
    } else if (line.startsWith(MARK)) {
      awaited.entrySet().removeIf(one -> begins(line, one.getKey()) && complete(one));
    }
  }

  /** No more lines will come. */
  synchronized void end(String why) {
    fail(why);
  }

  private void fail(String why) {
    var failure = new IllegalStateException(why);
    trouble = failure;
    awaited.values().forEach(one -> one.completeExceptionally(failure));
    awaited.clear();
  }

  private static boolean begins(String line, String words) {
    return line.equals(words) || line.startsWith(words + " ");
  }

  private static boolean complete(Map.Entry<String, CompletableFuture<Void>> one) {
    return one.getValue().complete(null);
  }
}

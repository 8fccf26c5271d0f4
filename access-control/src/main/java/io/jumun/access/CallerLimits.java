package io.jumun.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Objects;

/** How often one caller may call; of many callers, those that were here last are remembered. */
final class CallerLimits {

  private static final int MOST_CALLERS = 50_000;
  private static final Duration FULL_AGAIN = Duration.ofSeconds(2);

  private final int perSecond;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterAccess(FULL_AGAIN).build();

  CallerLimits(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * @return zero when the caller may call now, otherwise in how long
   */
  Duration waitOf(String caller) {
    var bucket = Objects.requireNonNull(buckets.get(caller, _ -> newBucket()));
    return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }
}

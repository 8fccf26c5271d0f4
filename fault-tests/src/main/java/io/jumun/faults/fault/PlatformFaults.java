package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;
import static org.awaitility.Awaitility.await;

import io.jumun.platform.DataPlatform;
import java.time.Duration;
import java.time.Instant;

/** What happens to the data platform, which is not ours. */
final class PlatformFaults {

  private static final int SECONDS = 3;

  /** Its client may just be starting. */
  private static final Duration ASKED_WITHIN = Duration.ofMinutes(1);

  private PlatformFaults() {}

  static Fault answers(int status) {
    return new Fault(
        "data platform answers %d".formatted(status),
        "",
        scene -> {
          var platform = scene.shop().platform();
          platform.answerWith(status);
          try {
            lastUntilSomebodyAsks(platform);
          } finally {
            platform.answerWith(201);
          }
          return Instant.now();
        });
  }

  /**
   * @param pause below the client's timeout it is slow; above, it has taken the order although
   *     nobody hears so
   */
  static Fault thinks(String words, Duration pause) {
    return new Fault(
        "data platform " + words,
        "",
        scene -> {
          var platform = scene.shop().platform();
          platform.answerAfter(pause);
          try {
            lastUntilSomebodyAsks(platform);
          } finally {
            platform.answerAfter(Duration.ZERO);
          }
          return Instant.now();
        });
  }

  static Fault down() {
    return new Fault(
        "data platform down",
        "",
        scene -> {
          scene.shop().platform().close();
          lastSeconds(SECONDS);
          scene.shop().restartPlatform();
          return Instant.now();
        });
  }

  private static void lastUntilSomebodyAsks(DataPlatform platform) throws InterruptedException {
    long before = platform.asked();
    lastSeconds(SECONDS);
    await("somebody asks the data platform")
        .atMost(ASKED_WITHIN)
        .until(() -> platform.asked() > before);
  }
}

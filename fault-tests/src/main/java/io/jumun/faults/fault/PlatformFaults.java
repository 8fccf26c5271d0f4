package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;

import java.time.Duration;
import java.time.Instant;

/** What happens to the data platform, which is not ours. */
final class PlatformFaults {

  private static final int SECONDS = 3;

  /** Its client may just be starting. */
  private static final int ASKED_WITHIN_SECONDS = 60;

  private PlatformFaults() {}

  static Fault answers(int status) {
    return new Fault(
        "data platform answers %d".formatted(status),
        "",
        scene -> {
          scene.shop().platform().answerWith(status);
          lastUntilSomebodyAsks(scene);
          scene.shop().platform().answerWith(201);
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
          scene.shop().platform().answerAfter(pause);
          lastUntilSomebodyAsks(scene);
          scene.shop().platform().answerAfter(Duration.ZERO);
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

  private static void lastUntilSomebodyAsks(Scene scene) throws InterruptedException {
    long before = scene.shop().platform().asked();
    var patience = Instant.now().plusSeconds(ASKED_WITHIN_SECONDS);
    lastSeconds(SECONDS);
    while (scene.shop().platform().asked() == before) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("Nobody asked the data platform");
      }
      Scene.last(Duration.ofMillis(100));
    }
  }
}

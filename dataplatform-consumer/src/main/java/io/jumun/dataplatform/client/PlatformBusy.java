package io.jumun.dataplatform.client;

import java.time.Duration;

/** The platform said when to come back. */
@SuppressWarnings("serial")
final class PlatformBusy extends PlatformFailure {

  private final Duration comeBackAfter;

  PlatformBusy(String message, Duration comeBackAfter) {
    super(message);
    this.comeBackAfter = comeBackAfter;
  }

  Duration comeBackAfter() {
    return comeBackAfter;
  }
}

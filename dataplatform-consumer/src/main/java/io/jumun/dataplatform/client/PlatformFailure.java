package io.jumun.dataplatform.client;

/** The platform did not take the order this time. */
@SuppressWarnings("serial")
class PlatformFailure extends RuntimeException {

  PlatformFailure(String message) {
    super(message, null, false, false); // what the platform said, not a fault of ours
  }
}

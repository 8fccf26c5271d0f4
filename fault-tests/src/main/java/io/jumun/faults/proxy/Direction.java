package io.jumun.faults.proxy;

/** Which way bytes travel. */
public enum Direction {
  TO_SERVER,
  TO_CLIENT,
  BOTH;

  Direction opposite() {
    return switch (this) {
      case TO_SERVER -> TO_CLIENT;
      case TO_CLIENT -> TO_SERVER;
      case BOTH -> BOTH;
    };
  }

  boolean includes(Direction other) {
    return this == BOTH || this == other;
  }
}

package io.jumun.faults.inside;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The switch that every crash point asks. Public because rewritten classes call it. */
public final class Crash {

  /** What the parent of a process sees after kill -9: 128 + 9. */
  public static final int EXIT_CODE = 137;

  private static final Map<CrashPoint, AtomicInteger> armed = new ConcurrentHashMap<>();

  private Crash() {}

  /**
   * @param skip how often the point is passed unharmed
   */
  static void arm(CrashPoint point, int skip) {
    armed.put(point, new AtomicInteger(skip));
  }

  /**
   * Does not return when it is time to die: no finally block, no shutdown hook, no FIN held back.
   */
  public static void reached(CrashPoint point) {
    var left = armed.get(point);
    if (left != null && left.getAndDecrement() == 0) {
      Say.line("crashed " + point.id());
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}

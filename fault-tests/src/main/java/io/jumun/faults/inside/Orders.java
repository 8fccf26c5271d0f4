package io.jumun.faults.inside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders, from the command line's system properties and then from the parent process, one per
 * line. Each is answered with {@code ##ok <order>} or {@code ##error <why>}.
 */
final class Orders {

  static final String CRASH_POINT = "jumun.crash-point";
  static final String CLOCK_SKEW = "jumun.clock-skew";

  private @Nullable CrashPoints crashPoints;
  private @Nullable SkewedClock clock;

  /** Before the service's classes are loaded, so that nothing escapes. */
  void followProperties() {
    var skew = System.getProperty(CLOCK_SKEW);
    if (skew != null) {
      clock(skew);
    }
    var point = System.getProperty(CRASH_POINT);
    if (point != null) {
      var parts = point.split(":", -1);
      crash(parts[0], parts.length > 1 ? parts[1] : "0");
    }
  }

  /** Follows the parent's orders, and dies with it. */
  void followParent(InputStream stdin) {
    Thread.ofPlatform().daemon().name("orders").start(() -> read(stdin));
  }

  private void read(InputStream stdin) {
    try (var lines = new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        follow(line.strip());
      }
    } catch (IOException e) {
      Say.line("error cannot read orders: " + e);
    } finally {
      Runtime.getRuntime().halt(Crash.EXIT_CODE); // the parent is gone
    }
  }

  private void follow(String order) {
    try {
      var words = order.split(" +", -1);
      switch (words[0]) {
        case "crash" -> crash(words[1], words[2]);
        case "clock" -> clock(words[1]);
        default -> throw new IllegalArgumentException("unknown: " + order);
      }
      Say.line("ok " + order);
    } catch (RuntimeException | LinkageError e) {
      Say.line("error " + order + ": " + e);
    }
  }

  private void crash(String point, String skip) {
    if (crashPoints == null) {
      crashPoints = new CrashPoints(instrumentation());
    }
    crashPoints.arm(CrashPoint.of(point), Integer.parseInt(skip));
  }

  private void clock(String millis) {
    if (clock == null) {
      clock = new SkewedClock(instrumentation());
    }
    clock.set(Long.parseLong(millis));
  }

  private static Instrumentation instrumentation() {
    return ByteBuddyAgent.install();
  }
}

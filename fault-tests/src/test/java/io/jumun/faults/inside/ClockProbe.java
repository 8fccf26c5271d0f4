package io.jumun.faults.inside;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Time;

/** Takes orders, and says again and again what time it is, to whoever asks in whatever way. */
final class ClockProbe {

  private ClockProbe() {}

  public static void main(String... arguments) {
    ask(); // so that all classes are loaded before the first order
    var orders = new Orders();
    orders.followProperties();
    orders.followParent(System.in);
    while (true) {
      Say.line("time " + ask());
      LockSupport.parkNanos(20_000_000);
    }
  }

  @SuppressWarnings("JavaUtilDate") // it is one of the ways
  private static String ask() {
    LongSupplier reference = System::currentTimeMillis;
    long[] seen = {
      System.currentTimeMillis(),
      reference.getAsLong(),
      Instant.now().toEpochMilli(),
      Clock.systemUTC().millis(),
      LocalDateTime.now(ZoneId.of("UTC")).toInstant(ZoneOffset.UTC).toEpochMilli(),
      new Date().getTime(),
      Calendar.getInstance().getTimeInMillis(),
      Time.SYSTEM.milliseconds(),
      System.nanoTime() / 1_000_000
    };
    var text = new StringBuilder();
    for (long one : seen) {
      text.append(one).append(' ');
    }
    return text.toString().strip();
  }
}

package io.jumun.benchmarks.load;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts answers, and judges them. All of them; those within a window also by their latency. */
public final class Tally {

  private static final int KEPT_SAMPLES = 5;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder paid = new LongAdder();
  private final LongAdder issued = new LongAdder();
  private final LongAdder sinceStart = new LongAdder();
  private final AtomicInteger sampled = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> samples = new ConcurrentLinkedQueue<>();
  private volatile long from = Long.MAX_VALUE;
  private volatile long to = Long.MAX_VALUE;

  /** From now on answers are measured. */
  void startWindow(long nanos) {
    from = nanos;
  }

  void endWindow(long nanos) {
    to = nanos;
  }

  /**
   * @param counted the time, in nanoseconds, that decides whether it is in the window
   * @param latency in nanoseconds
   */
  void add(Request request, Answer answer, long counted, long latency) {
    boolean isRight = request.expected().isMetBy(answer);
    (isRight ? right : wrong).increment();
    if (!isRight && sampled.incrementAndGet() <= KEPT_SAMPLES) {
      samples.add("expected %s, got %s".formatted(request.expected(), answer));
    }
    if (answer.status() == 200) {
      paid.increment();
    } else if (answer.status() == 201) {
      issued.increment();
    }
    if (counted >= from) {
      sinceStart.increment();
      if (counted < to && isRight) {
        micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(latency)));
      }
    }
  }

  /** Right answers within the window, by latency in microseconds. */
  public Histogram micros() {
    return micros;
  }

  /** Answers from the beginning of the window on, and also after its end. */
  public long sinceStart() {
    return sinceStart.sum();
  }

  public long wrong() {
    return wrong.sum();
  }

  public long right() {
    return right.sum();
  }

  /** How many were told that they have paid. */
  public long paid() {
    return paid.sum();
  }

  /** How many were told that they have a coupon. */
  public long issued() {
    return issued.sum();
  }

  /** Some of the wrong answers. */
  public List<String> samples() {
    return List.copyOf(samples);
  }
}

package io.jumun.benchmarks.load;

/**
 * When requests are to start, whatever became of the ones before.
 *
 * @param perSecond constant rate of arrival
 */
public record Schedule(double perSecond) {

  private static final double NANOS_PER_SECOND = 1e9;

  public Schedule {
    if (!(perSecond > 0) || perSecond > NANOS_PER_SECOND) {
      throw new IllegalArgumentException("Not a rate: " + perSecond);
    }
  }

  /** How long after the beginning the request with this number, from 0, is to start. */
  public long offsetNanos(long number) {
    return Math.round(number * NANOS_PER_SECOND / perSecond);
  }

  /** How many start within so long. */
  public long within(long nanos) {
    return (long) Math.ceil(nanos / NANOS_PER_SECOND * perSecond);
  }
}

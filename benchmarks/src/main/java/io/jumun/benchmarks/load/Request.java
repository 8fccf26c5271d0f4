package io.jumun.benchmarks.load;

/**
 * A request as it is sent, and what is to be answered.
 *
 * @param text the whole HTTP request, in ASCII
 */
public record Request(Target target, String text, Expectation expected) {

  /** Who takes it. */
  public enum Target {
    ORDERS,
    COUPONS
  }
}

package io.jumun.simulation;

import org.jspecify.annotations.Nullable;

/** The saga broke a promise. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * @param rule the promise, without particulars: two runs that break the same one fail alike
   * @param particulars what was found
   */
  public Violation(String rule, @Nullable Object particulars) {
    this(rule, particulars, null);
  }

  Violation(String rule, @Nullable Object particulars, @Nullable Throwable cause) {
    super(rule + ": " + particulars, cause);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }

  /** For checks that have to hold. */
  public static void unless(boolean kept, String rule, Object particulars) {
    if (!kept) {
      throw new Violation(rule, particulars);
    }
  }
}

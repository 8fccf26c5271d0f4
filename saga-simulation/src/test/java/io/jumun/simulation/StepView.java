package io.jumun.simulation;

/** How far a participant went for an order, as its step row tells. */
public enum StepView {
  /** There is no row. */
  NONE,
  /** Reserved, used or deducted. */
  DONE,
  REJECTED,
  FENCED,
  /** Released, restored or refunded. */
  UNDONE
}

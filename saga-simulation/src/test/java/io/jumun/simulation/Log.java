package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.ArrayList;
import java.util.List;

/** One partition of one topic. */
final class Log {

  private final String name;
  private final List<SagaEvent> records = new ArrayList<>();
  private int delayedUntil;

  Log(String name) {
    this.name = name;
  }

  void append(SagaEvent event) {
    records.add(event);
  }

  SagaEvent get(int offset) {
    return records.get(offset);
  }

  int end() {
    return records.size();
  }

  /** Nobody can read from it before that step. */
  void delayUntil(int step) {
    delayedUntil = step;
  }

  boolean isReadable(int step) {
    return step >= delayedUntil;
  }

  @Override
  public String toString() {
    return name;
  }
}

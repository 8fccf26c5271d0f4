package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;

/** One service: its production code upon a simulated database. */
public interface Side {

  Database database();

  Reactions reactions();

  /** Counts what is about to happen, seen from the rows as they are committed. */
  void observe(SagaEvent event);
}

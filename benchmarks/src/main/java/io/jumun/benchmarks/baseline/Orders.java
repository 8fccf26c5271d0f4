package io.jumun.benchmarks.baseline;

/** Takes orders; returns when one has ended for good. */
public interface Orders {

  Placed place(Purchase purchase);
}

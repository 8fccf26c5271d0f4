package io.jumun.benchmarks.baseline.batched;

import io.jumun.benchmarks.baseline.Purchase;

/** A request under the id that its order will have. */
record Arrival(long orderId, Purchase purchase) {}

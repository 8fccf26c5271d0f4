/**
 * The tables as entities, and the steps of an order as JPA does them within the caller's
 * transaction.
 */
@NullMarked
package io.jumun.benchmarks.baseline.jpa;

import org.jspecify.annotations.NullMarked;

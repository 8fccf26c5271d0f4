/** The design that the saga replaces: one JPA transaction per order. */
@NullMarked
package io.jumun.benchmarks.baseline.single;

import org.jspecify.annotations.NullMarked;

/**
 * The shop beside the designs it replaces, under the same load. docs/benchmarks.md tells how to run
 * it.
 */
@NullMarked
package io.jumun.benchmarks;

import org.jspecify.annotations.NullMarked;

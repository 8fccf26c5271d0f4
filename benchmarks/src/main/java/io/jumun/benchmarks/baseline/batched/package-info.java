/**
 * The limit of one database: orders that arrive together are decided in memory and commit together.
 */
@NullMarked
package io.jumun.benchmarks.baseline.batched;

import org.jspecify.annotations.NullMarked;

/**
 * The systems that are measured: databases, processes, data, and whether their books agree
 * afterwards.
 */
@NullMarked
package io.jumun.benchmarks.system;

import org.jspecify.annotations.NullMarked;

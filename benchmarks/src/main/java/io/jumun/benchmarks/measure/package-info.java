/** CPU time of process trees. */
@NullMarked
package io.jumun.benchmarks.measure;

import org.jspecify.annotations.NullMarked;

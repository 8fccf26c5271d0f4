/** The same steps as synchronous HTTP calls between four services. */
@NullMarked
package io.jumun.benchmarks.baseline.calls;

import org.jspecify.annotations.NullMarked;

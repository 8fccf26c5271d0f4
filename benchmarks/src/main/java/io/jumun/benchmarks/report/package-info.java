/** Raw results, and what is made of them. */
@NullMarked
package io.jumun.benchmarks.report;

import org.jspecify.annotations.NullMarked;

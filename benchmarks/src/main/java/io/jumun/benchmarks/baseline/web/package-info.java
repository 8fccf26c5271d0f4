/** HTTP as the shop answers it, to the letter. */
@NullMarked
package io.jumun.benchmarks.baseline.web;

import org.jspecify.annotations.NullMarked;

/** Requests, and the clients that send them and check every answer. */
@NullMarked
package io.jumun.benchmarks.load;

import org.jspecify.annotations.NullMarked;

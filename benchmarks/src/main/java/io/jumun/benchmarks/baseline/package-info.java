/**
 * What the shop is measured against: the same orders and answers, the same tables, without a saga.
 *
 * <p>One Spring Boot application; the profile decides which baseline, or which of its services, it
 * is.
 */
@NullMarked
package io.jumun.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;

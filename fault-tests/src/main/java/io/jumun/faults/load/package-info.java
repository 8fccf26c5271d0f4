/** Customers: what they order, when, and what they were told. */
@NullMarked
package io.jumun.faults.load;

import org.jspecify.annotations.NullMarked;

/** Finds deductions of orders that have long ended, and asks for their end. */
@NullMarked
package io.jumun.balance.reconciliation;

import org.jspecify.annotations.NullMarked;

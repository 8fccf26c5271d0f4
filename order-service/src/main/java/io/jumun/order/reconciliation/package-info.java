/**
 * States which orders have ended, so that the other services find what they still hold for them.
 *
 * <p>Guarantees: a statement covers a range of ids in which every stored order had ended at least a
 * grace ago. Ranges follow each other without a gap, and all of them are stated again later, for
 * what came to be behind the first statement. Nobody undoes anything for a statement; what to do is
 * told by the order's row alone.
 */
@NullMarked
package io.jumun.order.reconciliation;

import org.jspecify.annotations.NullMarked;

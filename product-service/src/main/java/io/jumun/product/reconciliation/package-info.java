/** Finds reserved stock of orders that have long ended, and asks for their end. */
@NullMarked
package io.jumun.product.reconciliation;

import org.jspecify.annotations.NullMarked;

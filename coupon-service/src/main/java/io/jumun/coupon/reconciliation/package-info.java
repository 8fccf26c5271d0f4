/** Finds spent coupons of orders that have long ended, and asks for their end. */
@NullMarked
package io.jumun.coupon.reconciliation;

import org.jspecify.annotations.NullMarked;

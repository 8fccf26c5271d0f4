/**
 * Coupon campaigns, the coupons issued from them, and their use by orders.
 *
 * <p>Guarantees: a campaign never issues more than its total, nor twice to one user; an issued
 * coupon is spent on at most one order at a time; whatever is delivered, how often and in which
 * order, one order has one outcome, and a cancelled order ends without a coupon spent on it. No
 * discount exceeds what it is taken off.
 */
@NullMarked
package io.jumun.coupon;

import org.jspecify.annotations.NullMarked;

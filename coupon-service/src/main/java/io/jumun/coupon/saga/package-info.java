/** What coupon-service reacts to. */
@NullMarked
package io.jumun.coupon.saga;

import org.jspecify.annotations.NullMarked;

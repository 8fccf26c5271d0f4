/** What coupon-service serves over HTTP. */
@NullMarked
package io.jumun.coupon.web;

import org.jspecify.annotations.NullMarked;

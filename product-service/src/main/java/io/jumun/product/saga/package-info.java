/** What the product service does when something happens to an order. */
@NullMarked
package io.jumun.product.saga;

import org.jspecify.annotations.NullMarked;

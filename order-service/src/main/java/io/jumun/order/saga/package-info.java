/** What order-service makes of the other services' events. */
@NullMarked
package io.jumun.order.saga;

import org.jspecify.annotations.NullMarked;

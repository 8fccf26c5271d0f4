/** What balance-service does when something happened to an order. */
@NullMarked
package io.jumun.balance.saga;

import org.jspecify.annotations.NullMarked;

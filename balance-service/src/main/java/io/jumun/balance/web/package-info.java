/** Charging, and what users see of their balances, over HTTP. */
@NullMarked
package io.jumun.balance.web;

import org.jspecify.annotations.NullMarked;

/** Products over HTTP. */
@NullMarked
package io.jumun.product.web;

import org.jspecify.annotations.NullMarked;

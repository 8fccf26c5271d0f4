/** Takes from the saga what the data platform has to know. */
@NullMarked
package io.jumun.dataplatform.saga;

import org.jspecify.annotations.NullMarked;

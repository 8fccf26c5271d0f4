@NullMarked
package io.jumun.dataplatform.saga;

import org.jspecify.annotations.NullMarked;

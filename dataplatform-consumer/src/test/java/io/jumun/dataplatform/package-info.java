@NullMarked
package io.jumun.dataplatform;

import org.jspecify.annotations.NullMarked;

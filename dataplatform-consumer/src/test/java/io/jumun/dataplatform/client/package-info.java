@NullMarked
package io.jumun.dataplatform.client;

import org.jspecify.annotations.NullMarked;

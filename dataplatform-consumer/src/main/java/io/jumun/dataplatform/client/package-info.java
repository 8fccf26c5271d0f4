/** The data platform over HTTP. */
@NullMarked
package io.jumun.dataplatform.client;

import org.jspecify.annotations.NullMarked;

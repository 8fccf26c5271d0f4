/** Tells operators what was delivered, retried and parked, and replays what was parked. */
@NullMarked
package io.jumun.dataplatform.web;

import org.jspecify.annotations.NullMarked;

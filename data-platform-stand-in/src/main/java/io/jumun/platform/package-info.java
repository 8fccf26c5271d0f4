/**
 * A stand-in for the analysts' data platform, to be looked at: for the local stack, for containers
 * and for tests. A shop has its own instead.
 */
@NullMarked
package io.jumun.platform;

import org.jspecify.annotations.NullMarked;

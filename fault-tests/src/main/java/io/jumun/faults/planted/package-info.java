/**
 * Bugs to be planted into services, to see that a fault run finds them: a checker that finds
 * nothing proves something only if it finds what is there.
 *
 * <p>A bug is a patch against the production sources, in {@code fault-tests/src/planted-bugs}. It
 * is applied in memory and compiled into a directory of its own, which goes to the front of a
 * service's class path. The sources themselves never change. A patch that no longer fits fails
 * loudly.
 */
@NullMarked
package io.jumun.faults.planted;

import org.jspecify.annotations.NullMarked;

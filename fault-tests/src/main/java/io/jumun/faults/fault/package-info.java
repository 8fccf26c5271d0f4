/** Everything that is broken on purpose. */
@NullMarked
package io.jumun.faults.fault;

import org.jspecify.annotations.NullMarked;

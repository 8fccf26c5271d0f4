/** What to do when the host's clock is set back. */
@NullMarked
package io.jumun.outbox.clock;

import org.jspecify.annotations.NullMarked;

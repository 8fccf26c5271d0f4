/** Finds paid orders that never came here, and asks for them. */
@NullMarked
package io.jumun.dataplatform.reconciliation;

import org.jspecify.annotations.NullMarked;

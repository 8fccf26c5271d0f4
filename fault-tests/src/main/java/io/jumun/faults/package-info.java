/** Breaks the running shop, heals it, and has the books checked. */
@NullMarked
package io.jumun.faults;

import org.jspecify.annotations.NullMarked;

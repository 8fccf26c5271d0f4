/** What a run leaves for people to read. */
@NullMarked
package io.jumun.faults.report;

import org.jspecify.annotations.NullMarked;

/** The shop as operating-system processes: servers, services, and the links between them. */
@NullMarked
package io.jumun.faults.cluster;

import org.jspecify.annotations.NullMarked;

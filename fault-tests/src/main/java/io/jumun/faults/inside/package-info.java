/**
 * Faults inside a service's own process. {@link io.jumun.faults.inside.ServiceMain} runs one
 * service in its own JVM and takes orders on stdin: to die at a {@link
 * io.jumun.faults.inside.CrashPoint}, as kill -9 would make it, or to see another time of day.
 *
 * <p>The service itself knows nothing of it: its classes are rewritten in memory, each only when an
 * order needs it, so that a process without orders runs as it does in production.
 */
@NullMarked
package io.jumun.faults.inside;

import org.jspecify.annotations.NullMarked;

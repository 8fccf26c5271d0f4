/**
 * PostgreSQL and Kafka without Docker: the real servers, started by this JVM and stopped with it.
 *
 * <p>Both keep their data below a directory of the caller's; both are durable (fsync on) and listen
 * on loopback only.
 */
@NullMarked
package io.jumun.embedded;

import org.jspecify.annotations.NullMarked;

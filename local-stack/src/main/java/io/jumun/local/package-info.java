/**
 * The whole shop on one machine, without Docker: PostgreSQL, Kafka, the five services and a data
 * platform to look at. {@link io.jumun.local.LocalStack} is the one file that wires them.
 *
 * <p>It is open: no passwords worth the name, no TLS, no tokens; everything listens on loopback.
 */
@NullMarked
package io.jumun.local;

import org.jspecify.annotations.NullMarked;

/**
 * A network that fails on command: a TCP proxy on loopback between a service and its database or
 * broker, which cuts, stalls and slows connections while they live, and takes a PostgreSQL client's
 * connection away at the very moment of a COMMIT.
 */
@NullMarked
package io.jumun.faults.proxy;

import org.jspecify.annotations.NullMarked;

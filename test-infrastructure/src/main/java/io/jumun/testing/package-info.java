/**
 * PostgreSQL and Kafka for tests, real ones: containers where a Docker engine answers, embedded
 * servers elsewhere, the same tests on both. {@code JUMUN_TEST_INFRASTRUCTURE=embedded|containers}
 * decides by hand.
 */
@NullMarked
package io.jumun.testing;

import org.jspecify.annotations.NullMarked;

/**
 * The shop as {@code docker-compose.yml} deploys it. Runs where a Docker engine answers, unless
 * {@code JUMUN_DEPLOYMENT_TESTS=off}.
 */
@NullMarked
package io.jumun.deployment;

import org.jspecify.annotations.NullMarked;

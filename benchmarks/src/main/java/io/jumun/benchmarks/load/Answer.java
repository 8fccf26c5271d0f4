package io.jumun.benchmarks.load;

/**
 * An HTTP answer.
 *
 * @param location empty without one
 */
public record Answer(int status, String location, String body) {}

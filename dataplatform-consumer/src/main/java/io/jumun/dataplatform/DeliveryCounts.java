package io.jumun.dataplatform;

/**
 * How many deliveries are where, at one moment.
 *
 * @param retried of all of them, those that took or have taken more than one attempt
 */
public record DeliveryCounts(long delivered, long pending, long retried, long parked) {}

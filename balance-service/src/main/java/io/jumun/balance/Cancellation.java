package io.jumun.balance;

/** The order ended unpaid: what it deducted is given back, what it has yet to deduct never is. */
public record Cancellation(long orderId, long userId) implements Instruction {}

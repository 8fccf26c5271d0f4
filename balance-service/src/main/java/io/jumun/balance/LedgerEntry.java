package io.jumun.balance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a balance, for good.
 *
 * @param sequence 1, 2, 3 within a user's entries, without a gap
 * @param amount never negative; {@code type} tells its direction
 * @param balanceAfter what the account held right after this change
 * @param orderId whose deduction or refund this is; null for a charge
 */
public record LedgerEntry(
    long userId,
    long sequence,
    EntryType type,
    long amount,
    long balanceAfter,
    @Nullable Long orderId,
    Instant createdAt) {}

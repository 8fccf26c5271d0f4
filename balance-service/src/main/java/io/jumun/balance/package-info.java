/**
 * Balances and their ledger: who has how much, and every change that led to it.
 *
 * <p>Guarantees: a balance is never negative. Every change of a balance and its ledger entry commit
 * together; the entries of a user are numbered 1, 2, 3 without a gap and are never changed, so that
 * an account replays from 0. An order deducts at most once and refunds at most what it deducted, at
 * most once, whatever the order of events and however often they arrive; its decision, its ledger
 * entry and the event that tells of it commit together. Amounts are in the currency's minor unit.
 */
@NullMarked
package io.jumun.balance;

import org.jspecify.annotations.NullMarked;

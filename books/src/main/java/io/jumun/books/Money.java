package io.jumun.books;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What balance-service has stored.
 *
 * @param accounts by user
 * @param ledger by user and sequence
 * @param steps by order
 */
record Money(Map<Long, Account> accounts, List<Entry> ledger, Map<Long, Step> steps) {

  record Account(long balance, long lastSequence) {}

  record Entry(
      long user, long sequence, String type, long amount, long balanceAfter, @Nullable Long order) {

    /** By how much it changes the balance. */
    long change() {
      return type.equals("DEDUCT") ? -amount : amount;
    }
  }

  record Step(String state, long user, long amount) {}
}

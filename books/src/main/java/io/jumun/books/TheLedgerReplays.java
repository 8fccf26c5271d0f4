package io.jumun.books;

import io.jumun.books.Money.Entry;
import java.util.HashMap;

/** Every entry follows from the one before it, from the first to the account's last. */
final class TheLedgerReplays implements Rule {

  @Override
  public String name() {
    return "the ledger replays without a gap";
  }

  @Override
  public void judge(World world, Findings findings) {
    var last = new HashMap<Long, Entry>();
    for (var entry : world.money().ledger()) {
      var before = last.put(entry.user(), entry);
      long sequence = before == null ? 1 : before.sequence() + 1;
      long balance = (before == null ? 0 : before.balanceAfter()) + entry.change();
      if (entry.sequence() != sequence || entry.balanceAfter() != balance || balance < 0) {
        findings.add("%s follows %s", entry, before);
      }
    }
    world
        .money()
        .accounts()
        .forEach(
            (user, account) -> {
              var entry = last.get(user);
              long sequence = entry == null ? 0 : entry.sequence();
              if (account.lastSequence() != sequence) {
                findings.add(
                    "account of user %d counts %d entries, its ledger %d",
                    user, account.lastSequence(), sequence);
              }
            });
  }
}

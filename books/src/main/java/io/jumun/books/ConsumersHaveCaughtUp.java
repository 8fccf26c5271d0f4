package io.jumun.books;

import io.jumun.contracts.Topics;

/** No group lags behind its topics. */
final class ConsumersHaveCaughtUp implements Rule {

  @Override
  public String name() {
    return "consumers have caught up";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.flow().lags().stream()
        // Statements are written at any time, also while the books are read.
        .filter(lag -> !lag.topic().equals(Topics.SETTLEMENT_EVENTS))
        .forEach(lag -> findings.add("%s", lag));
  }
}

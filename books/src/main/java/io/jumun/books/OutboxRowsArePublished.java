package io.jumun.books;

import io.jumun.contracts.Topics;

/** The relay skips nothing. */
final class OutboxRowsArePublished implements Rule {

  @Override
  public String name() {
    return "every outbox row is on its topic";
  }

  @Override
  public void judge(World world, Findings findings) {
    var events = world.events();
    events
        .outbox()
        .forEach(
            (topic, ids) -> {
              if (topic.equals(Topics.SETTLEMENT_EVENTS)) {
                return; // written at any time, also while the books are read; stated twice anyway
              }
              var published = events.publishedOn(topic);
              ids.forEach(
                  id -> {
                    if (!published.contains(id) && !events.deleted().contains(id)) {
                      findings.add("row %s is not on %s", id, topic);
                    }
                  });
            });
  }
}

package io.jumun.books;

import io.jumun.contracts.Topics;

/**
 * Nothing is published that was not committed. The data platform's consumer publishes questions
 * only, which change nothing, and has no outbox.
 */
final class RecordsComeFromTheOutbox implements Rule {

  @Override
  public String name() {
    return "every record is an outbox row";
  }

  @Override
  public void judge(World world, Findings findings) {
    var events = world.events();
    events
        .published()
        .forEach(
            (topic, ids) -> {
              if (topic.equals(Topics.DATAPLATFORM_EVENTS)) {
                return;
              }
              var outbox = events.outboxOf(topic);
              ids.forEach(
                  id -> {
                    if (!outbox.contains(id)) {
                      findings.add("record %s on %s is in no outbox", id, topic);
                    }
                  });
            });
  }
}

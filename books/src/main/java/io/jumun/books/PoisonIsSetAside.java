package io.jumun.books;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What cannot be handled is kept for people to look at: by every group that reads the topic, on its
 * dead-letter topic. A consumer that drops such a record looks healthy, and loses events.
 */
final class PoisonIsSetAside implements Rule {

  private record Aside(String topic, String id, String group) {}

  @Override
  public String name() {
    return "what cannot be handled is set aside";
  }

  @Override
  public void judge(World world, Findings findings) {
    var aside =
        world.events().deadLetters().stream()
            .map(
                letter ->
                    new Aside(
                        letter.topic(),
                        String.valueOf(letter.id()),
                        String.valueOf(letter.group())))
            .collect(Collectors.toSet());
    world
        .explained()
        .poison()
        .get()
        .forEach(
            (id, topic) -> {
              if (!world.events().deleted().contains(id)) {
                judge(world, id.toString(), topic, aside, findings);
              }
            });
  }

  private static void judge(
      World world, String id, String topic, Set<Aside> aside, Findings findings) {
    var readers = world.flow().readers().getOrDefault(topic, Set.of());
    if (readers.isEmpty()) {
      findings.add("nobody reads %s, where poison %s is", topic, id);
    }
    for (var group : readers) {
      if (!aside.contains(new Aside(topic + "-dlt", id, group))) {
        findings.add("%s did not set poison %s of %s aside", group, id, topic);
      }
    }
  }
}

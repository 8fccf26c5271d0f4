package io.jumun.books;

import java.util.UUID;
import java.util.stream.Collectors;

/** Whatever was set aside had been made for it; also an injected record may be one to handle. */
final class DeadLettersAreExplained implements Rule {

  @Override
  public String name() {
    return "no record was given up without a known reason";
  }

  @Override
  public void judge(World world, Findings findings) {
    var poison =
        world.explained().poison().get().keySet().stream()
            .map(UUID::toString)
            .collect(Collectors.toSet());
    world.events().deadLetters().stream()
        .filter(letter -> letter.id() == null || !poison.contains(letter.id()))
        .forEach(letter -> findings.add("%s", letter));
  }
}

package io.jumun.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/events.md} says of topics, types and fields is what the code does. */
class EventDocumentationTest {

  @Test
  void listsEveryEventWithItsTopicAndFields() throws IOException {
    var documented =
        Files.readAllLines(Path.of("../docs/events.md")).stream()
            .filter(line -> line.contains("`io.jumun."))
            .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)).strip())
            .toList();
    var expected =
        EventTypes.ALL_BY_TOPIC.entrySet().stream()
            .flatMap(
                topic ->
                    topic.getValue().entrySet().stream()
                        .map(
                            type ->
                                "| `%s` | `%s` | %s"
                                    .formatted(
                                        topic.getKey(), type.getKey(), fields(type.getValue()))))
            .toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String fields(Class<? extends PublishedEvent> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(field -> field.getName() + (field.getType() == Long.class ? "?" : ""))
        .collect(Collectors.joining(", "));
  }
}

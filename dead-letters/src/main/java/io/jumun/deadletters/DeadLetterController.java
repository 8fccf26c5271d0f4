package io.jumun.deadletters;

import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dead-letters")
class DeadLetterController {

  private static final int LONGEST_HISTORY = 100;

  private final DeadLetters letters;
  private final ReplayTrail trail;

  DeadLetterController(DeadLetters letters, ReplayTrail trail) {
    this.letters = letters;
    this.trail = trail;
  }

  @GetMapping
  Envelope<Page<DeadLetterAnswer>> list(
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable Long orderId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var filter = new DeadLetterFilter(topic, type, orderId, from, to);
    var after = cursor == null ? null : RecordId.parse("cursor", cursor);
    var page = letters.select(filter, after, Page.checkedLimit(limit));
    var replays = trail.count(page.letters());
    var items =
        page.letters().stream()
            .map(l -> DeadLetterAnswer.of(l, replays.getOrDefault(l.id(), 0L)))
            .toList();
    return Envelope.success(new Page<>(items, page.next() == null ? null : page.next().toString()));
  }

  @GetMapping("/{topic}/{partition}/{offset}")
  Envelope<DeadLetterAnswer.Details> show(
      @PathVariable String topic, @PathVariable int partition, @PathVariable long offset) {
    var id = new RecordId(topic, partition, offset);
    var letter = letters.find(id).orElseThrow(() -> notFound(id));
    var eventId = letter.eventId();
    return Envelope.success(
        DeadLetterAnswer.Details.of(
            letter,
            trail.count(List.of(letter)).getOrDefault(id, 0L),
            eventId == null ? 0 : trail.countOfEvent(eventId),
            trail.of(letter, LONGEST_HISTORY)));
  }

  private static ApiException notFound(RecordId id) {
    return ApiException.notFound("DEAD_LETTER_NOT_FOUND", "no dead letter " + id);
  }
}

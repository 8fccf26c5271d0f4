package io.jumun.deadletters;

import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import jakarta.validation.Valid;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController("deadLetterReplayController")
@RequestMapping("/dead-letters/replays")
class ReplayController {

  private final DeadLetters letters;
  private final DeadLetterReplays replays;
  private final ReplayTrail trail;

  ReplayController(DeadLetters letters, DeadLetterReplays replays, ReplayTrail trail) {
    this.letters = letters;
    this.replays = replays;
    this.trail = trail;
  }

  @PostMapping
  Envelope<ReplayAnswer> replay(@RequestBody @Valid ReplayRequest request) {
    if (request.isRehearsal()) {
      return Envelope.success(replays.preview(selection(request), request.wantsItAgain()));
    }
    var order = request.order();
    return Envelope.success(replays.replay(selection(request), order));
  }

  @GetMapping
  Envelope<Page<Replay>> list(
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var rows = trail.list(Page.after(cursor, Long.MAX_VALUE), Page.checkedLimit(limit) + 1);
    return Envelope.success(Page.of(rows, limit, Replay::replayId, Function.identity()));
  }

  private Selection selection(ReplayRequest request) {
    var filter = request.filter();
    if ((request.records() == null) == (filter == null)) {
      throw ApiException.invalid("records", "either these or a filter, and not both");
    }
    if (filter == null) {
      if (request.cursor() != null) {
        throw ApiException.invalid("cursor", "only with a filter");
      }
      return letters.select(request.ids());
    }
    var after = request.cursor() == null ? null : RecordId.parse("cursor", request.cursor());
    return letters.select(filter, after, ReplayRequest.MOST);
  }
}

package io.jumun.deadletters;

import io.jumun.deadletters.ReplayAnswer.Refused;
import io.jumun.outbox.consumer.DeadLetterTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sends dead letters to their topics again. They keep their event ids, so whoever handled one of
 * them after all takes it for a duplicate. The intent is committed before anything is sent: a
 * service that dies in between leaves a trace, and not a second replay by accident.
 */
final class DeadLetterReplays {

  private final ReplayTrail trail;
  private final ReplaySender sender;
  private final MeterRegistry meters;

  DeadLetterReplays(ReplayTrail trail, ReplaySender sender, MeterRegistry meters) {
    this.trail = trail;
    this.sender = sender;
    this.meters = meters;
  }

  /** What {@link #replay} would do. Changes nothing. */
  ReplayAnswer preview(Selection selection, boolean again) {
    var refused = new ArrayList<Refused>();
    var letters = replayable(selection, refused);
    if (!again) {
      var earlier = trail.count(letters);
      letters = keep(letters, letter -> !earlier.containsKey(letter.id()), refused);
    }
    return ReplayAnswer.rehearsed(letters, refused, selection.next());
  }

  ReplayAnswer replay(Selection selection, ReplayOrder order) {
    var refused = new ArrayList<Refused>();
    var letters = replayable(selection, refused);
    var replays = trail.request(letters, order);
    letters = keep(letters, letter -> replays.containsKey(letter.id()), refused);
    var sendings = letters.isEmpty() ? List.<Sending>of() : sender.send(letters, replays);
    trail.finish(sendings);
    var answer = ReplayAnswer.done(sendings, refused, selection.next());
    count(answer);
    return answer;
  }

  private static List<DeadLetter> replayable(Selection selection, List<Refused> refused) {
    selection.missing().forEach(id -> refused.add(Refused.of(id, Refusal.NOT_FOUND)));
    var letters = new ArrayList<DeadLetter>();
    for (var letter : selection.letters()) {
      if (letter.header(DeadLetterTopics.REPLAY_WITH) != null) {
        refused.add(Refused.elsewhere(letter));
      } else if (!Ownership.topicOf(letter.id()).equals(letter.originalTopic())) {
        refused.add(Refused.of(letter.id(), Refusal.ORIGIN_UNCLEAR));
      } else {
        letters.add(letter);
      }
    }
    return letters;
  }

  private static List<DeadLetter> keep(
      List<DeadLetter> letters, Predicate<DeadLetter> isNew, List<Refused> refused) {
    letters.stream()
        .filter(isNew.negate())
        .forEach(letter -> refused.add(Refused.of(letter.id(), Refusal.ALREADY_REPLAYED)));
    return letters.stream().filter(isNew).toList();
  }

  private void count(ReplayAnswer answer) {
    count("sent", answer.replayed());
    count("failed", answer.failed());
    count("refused", answer.refused());
  }

  private void count(String result, List<?> records) {
    meters.counter("jumun.events.replayed", "result", result).increment(records.size());
  }
}

package io.jumun.faults.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the shop felt to its customers, order by order. */
public final class Pulse {

  /** What a customer thinks of an answer. */
  public enum Feeling {
    PAID,
    /** Taken, to be decided without the customer waiting. */
    ACCEPTED,
    /** A plain no, for a reason. */
    REJECTED,
    /** The shop had trouble: 500, 503, or no answer at all. */
    TROUBLE
  }

  /** One answer, or its absence. */
  public record Beat(Instant asked, Instant told, Feeling feeling) {

    public Duration latency() {
      return Duration.between(asked, told);
    }
  }

  /** In a row, and all asked after the first of them: then the shop is well. */
  private static final int WELL = 20;

  private final List<Beat> beats = new ArrayList<>();
  private final List<Instant> waiting = new ArrayList<>();

  synchronized void asked(Instant when) {
    waiting.add(when);
  }

  synchronized void told(Beat beat) {
    waiting.remove(beat.asked());
    beats.add(beat);
  }

  public synchronized List<Beat> beats() {
    return List.copyOf(beats);
  }

  /**
   * When the shop was well again: the answer to the first of {@value #WELL} orders in a row, by the
   * time at which they were asked, that met no trouble.
   *
   * @param since only orders asked after that count
   */
  public Optional<Instant> wellSince(Instant since) {
    var later = beatsAfter(since).stream().sorted(Comparator.comparing(Beat::asked)).toList();
    int inARow = 0;
    for (int i = 0; i < later.size(); i++) {
      inARow = later.get(i).feeling() == Feeling.TROUBLE ? 0 : inARow + 1;
      if (inARow == WELL) {
        return somebodyWaitsSince(since, later.get(i).asked())
            ? Optional.empty()
            : Optional.of(later.get(i - WELL + 1).told());
      }
    }
    return Optional.empty();
  }

  /** Who is not answered yet may meet trouble. */
  private synchronized boolean somebodyWaitsSince(Instant since, Instant last) {
    return waiting.stream().anyMatch(asked -> asked.isAfter(since) && !asked.isAfter(last));
  }

  private synchronized List<Beat> beatsAfter(Instant since) {
    var later = new ArrayList<Beat>();
    for (int i = beats.size() - 1; i >= 0 && later.size() < 20_000; i--) {
      if (beats.get(i).asked().isAfter(since)) {
        later.add(beats.get(i));
      }
    }
    return later;
  }
}

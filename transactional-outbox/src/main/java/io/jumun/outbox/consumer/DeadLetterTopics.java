package io.jumun.outbox.consumer;

/** What those who write to a dead-letter topic and those who read it have to agree on. */
public final class DeadLetterTopics {

  /** Where records go that cannot be handled: the topic's name with this suffix. */
  public static final String SUFFIX = "-dlt";

  /**
   * A header of a record that is not helped by being published again, because it was handled and
   * what failed came later. Its value says what to do instead.
   */
  public static final String REPLAY_WITH = "jumun-replay-with";

  /** What other topics take (1 MB unless set otherwise), and room for what is added to it. */
  static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  private DeadLetterTopics() {}

  /** The dead-letter topic of a topic. */
  public static String of(String topic) {
    return topic + SUFFIX;
  }
}

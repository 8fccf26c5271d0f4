package io.jumun.outbox;

/** Where a service tells others what happened, as part of the change itself. */
public interface Outbox {

  /**
   * Appends an event to the current transaction. It reaches its topic at least once if the
   * transaction commits, and never if it does not.
   *
   * @param key the Kafka key; events of one key and topic keep the order in which they were
   *     appended
   * @param event of a type that the {@link EventCatalog} knows
   * @throws IllegalStateException when no transaction is active
   * @throws IllegalArgumentException when the catalog does not know the event's type
   */
  void append(long key, Object event);
}

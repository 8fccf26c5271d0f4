package io.jumun.outbox.relay;

import io.debezium.pipeline.DataChangeEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One run of an engine. Debezium creates connector, task and queue by class name, so they find what
 * belongs to them under an id that travels in the engine's configuration.
 */
final class RelaySession implements AutoCloseable {

  static final String ID = "jumun.relay.session";

  private static final Map<String, RelaySession> running = new ConcurrentHashMap<>();

  private static final AtomicLong started = new AtomicLong();

  private final String id;
  private final UnreadCommits unread;
  private final Duration idlePoll;
  private final Set<String> unhurried;
  private final Runnable streamOpened;
  private volatile @Nullable WakingQueue<?> queue;
  private volatile @Nullable RelaySocket socket;

  /**
   * @param streamOpened called before anything of the stream is acknowledged; what it throws ends
   *     the engine
   */
  RelaySession(
      String slotName,
      UnreadCommits unread,
      Duration idlePoll,
      Set<String> unhurried,
      Runnable streamOpened) {
    this.id = slotName + "_" + started.incrementAndGet();
    this.unread = unread;
    this.idlePoll = idlePoll;
    this.unhurried = unhurried;
    this.streamOpened = streamOpened;
    running.put(id, this);
  }

  static RelaySession of(@Nullable Object id) {
    var session = id == null ? null : running.get(id.toString());
    if (session == null) {
      throw new RelayException("The engine outlived its session");
    }
    return session;
  }

  /** Unique in this JVM, and fit for names of threads and MBeans. */
  String id() {
    return id;
  }

  UnreadCommits unread() {
    return unread;
  }

  Duration idlePoll() {
    return idlePoll;
  }

  /** Whether it is in no hurry: a row with such an event, or the engine's own heartbeat. */
  boolean mayWait(Object event) {
    return event instanceof DataChangeEvent change
        && RelayEngine.inserted(change.getRecord())
            .map(row -> unhurried.contains(row.getString("type")))
            .orElse(true);
  }

  void streamOpened() {
    streamOpened.run();
  }

  void use(WakingQueue<?> queue) {
    this.queue = queue;
  }

  WakingQueue<?> queue() {
    var current = queue;
    if (current == null) {
      throw new RelayException("The engine did not set up its queue");
    }
    return current;
  }

  void use(RelaySocket socket) {
    this.socket = socket;
  }

  /** That of the replication connection. */
  RelaySocket socket() {
    var current = socket;
    if (current == null) {
      throw new RelayException("The driver did not use our sockets");
    }
    return current;
  }

  @Override
  public void close() {
    running.remove(id);
  }
}

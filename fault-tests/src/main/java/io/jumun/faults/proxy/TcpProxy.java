package io.jumun.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback whose faults come and go while connections live. Faults add up, {@link
 * #heal()} lifts all of them.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final Road road = new Road();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable CommitCut> commitCut = new AtomicReference<>();
  private final AtomicLong accepted = new AtomicLong();
  private final Link.Traffic traffic = new Link.Traffic(new LongAdder(), new LongAdder());
  private volatile InetSocketAddress target;

  private TcpProxy(ServerSocket listener, InetSocketAddress target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * @param listenPort on loopback; 0 for any free one
   * @param targetHost a name of this machine's loopback interface
   */
  public static TcpProxy start(int listenPort, String targetHost, int targetPort) {
    var target = new InetSocketAddress(targetHost, targetPort);
    if (target.isUnresolved() || !target.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("Not on loopback: " + targetHost);
    }
    try {
      var listener = new ServerSocket(listenPort, BACKLOG, InetAddress.getLoopbackAddress());
      var proxy = new TcpProxy(listener, target);
      Thread.ofPlatform().daemon().name("proxy-" + listener.getLocalPort()).start(proxy::acceptAll);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + listenPort, e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Where new connections go; the ones there are stay. */
  public void retarget(int targetPort) {
    target = new InetSocketAddress(target.getAddress(), targetPort);
  }

  /** Resets every connection (RST), and each new one as soon as it is accepted. */
  public void cut() {
    road.change(Conditions::withCut);
    resetAll();
  }

  /**
   * A partition: nothing is forwarded, not even FIN or RST. New connections are accepted and wait
   * like the others. What cannot be sent on stays where it is, at most one piece here and the rest
   * with the sender, and arrives late, in order, when the partition heals.
   */
  public void stall(Direction direction) {
    road.change(now -> now.withStall(direction));
  }

  /**
   * A slow link: each piece of up to 16 KiB waits before it goes on.
   *
   * @param jitter at most this much more, evenly spread
   * @param seed of the jitter; each connection made from now on draws its own sequence from it
   */
  public void delay(Duration perChunk, Duration jitter, long seed) {
    road.change(now -> now.withDelay(perChunk, jitter, seed));
  }

  /** Limits each connection, in each direction. */
  public void throttle(long bytesPerSecond) {
    road.change(now -> now.withThrottle(bytesPerSecond));
  }

  /**
   * Takes away the connection of a PostgreSQL client that commits, once. An earlier order that has
   * not come true is forgotten.
   *
   * @param skip how many COMMITs, of all connections together, pass first
   * @return completes when the connection has been reset; is cancelled when that will not happen
   */
  public CompletableFuture<Void> cutAtCommit(CommitMoment moment, int skip) {
    var cut = new CommitCut(moment, skip);
    forget(commitCut.getAndSet(cut));
    return cut.happened();
  }

  /** Lifts all faults. What was held up by a stall arrives now. */
  public void heal() {
    forget(commitCut.getAndSet(null));
    road.change(_ -> Conditions.FINE);
  }

  /** Lifts all faults, but what was held up is lost, and so every connection is reset. */
  public void healByReset() {
    road.change(Conditions::withCut); // lets go of nothing before all are reset
    resetAll();
    heal();
  }

  /** Accepted so far. */
  public long connections() {
    return accepted.get();
  }

  public int openConnections() {
    return links.size();
  }

  public long bytesToServer() {
    return traffic.toServer().sum();
  }

  public long bytesToClient() {
    return traffic.toClient().sum();
  }

  @Override
  public void close() {
    try (listener) {
      forget(commitCut.getAndSet(null));
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    long number = accepted.incrementAndGet();
    var self = new AtomicReference<@Nullable Link>();
    var link =
        new Link(
            client, road, traffic, new CommitWatch(commitCut::get), () -> links.remove(self.get()));
    self.set(link);
    links.add(link);
    if (road.conditions().cut()) {
      link.reset();
    } else {
      Thread.ofVirtual().name("proxy-to-server").start(() -> link.run(() -> target, number));
    }
  }

  private void resetAll() {
    links.forEach(Link::reset);
  }

  private static void forget(@Nullable CommitCut cut) {
    if (cut != null) {
      cut.happened().cancel(false);
    }
  }
}

package io.jumun.faults.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A client's connection, and the one to the server that belongs to it. */
final class Link {

  private static final int PIECE = 16 * 1024;

  private final Socket client;
  private final Socket server = new Socket();
  private final Road road;
  private final Traffic traffic;
  private final CommitWatch commits;
  private final Runnable whenOver;
  private final AtomicInteger openWays = new AtomicInteger(2);

  /** Bytes passed on, of all links. */
  record Traffic(LongAdder toServer, LongAdder toClient) {}

  Link(Socket client, Road road, Traffic traffic, CommitWatch commits, Runnable whenOver) {
    this.client = client;
    this.road = road;
    this.traffic = traffic;
    this.commits = commits;
    this.whenOver = whenOver;
  }

  /** Connects, and serves the client's bytes on this thread and the server's on another. */
  void run(Supplier<InetSocketAddress> target, long seed) {
    try {
      road.awaitOpen(Direction.TO_SERVER); // a new connection needs both ways
      road.awaitOpen(Direction.TO_CLIENT);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      server.connect(target.get());
    } catch (IOException e) {
      reset();
      return;
    }
    Thread.ofVirtual()
        .name("proxy-to-client")
        .start(() -> pump(Direction.TO_CLIENT, server, client, ~seed));
    pump(Direction.TO_SERVER, client, server, seed);
  }

  /** Both ends see RST, not FIN. */
  void reset() {
    abort(client);
    abort(server);
    whenOver.run();
  }

  private void pump(Direction direction, Socket from, Socket to, long seed) {
    var random = new SplittableRandom(road.conditions().seed() ^ seed);
    var piece = new byte[PIECE];
    boolean more = true;
    while (more) {
      int length;
      try {
        length = from.getInputStream().read(piece);
      } catch (IOException e) {
        tellOtherEnd(direction);
        return;
      }
      try {
        more = length < 0 ? finish(direction, to) : pass(direction, piece, length, to, random);
      } catch (IOException e) {
        tellOtherEnd(direction.opposite());
        return;
      }
    }
  }

  private boolean pass(
      Direction direction, byte[] piece, int length, Socket to, RandomGenerator random)
      throws IOException {
    var verdict = judge(direction, piece, length);
    if (verdict.forward() > 0) {
      road.travel(direction, verdict.forward(), random);
      to.getOutputStream().write(piece, 0, verdict.forward());
      (direction == Direction.TO_SERVER ? traffic.toServer() : traffic.toClient())
          .add(verdict.forward());
    }
    if (verdict.reset()) {
      cutAtCommit();
    }
    return !verdict.reset();
  }

  private boolean finish(Direction direction, Socket to) throws IOException {
    road.awaitOpen(direction);
    to.shutdownOutput();
    if (openWays.decrementAndGet() == 0) {
      try (client;
          server) {
        whenOver.run();
      }
    }
    return false;
  }

  /** A connection that broke at one end breaks at the other, as soon as the news gets there. */
  private void tellOtherEnd(Direction direction) {
    try {
      road.awaitOpen(direction);
    } catch (IOException _) {
      // Cut: no reason to wait.
    }
    reset();
  }

  private CommitWatch.Verdict judge(Direction direction, byte[] piece, int length) {
    return direction == Direction.TO_SERVER
        ? commits.toServer(piece, length)
        : commits.toClient(piece, length);
  }

  private void cutAtCommit() {
    reset();
    var cut = commits.cutting();
    if (cut != null) {
      cut.happened().complete(null);
    }
  }

  private static void abort(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // Closed already, which is what is wanted.
    }
  }
}

package io.jumun.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ports on loopback. */
public final class Ports {

  /** The system may name a port again that nobody listens on yet. */
  private static final Set<Integer> given = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that was free a moment ago, and that this program has not got before. */
  public static int free() {
    while (true) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (given.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @throws PortTakenException when something listens there already
   */
  public static void requireFree(int port, String what) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new PortTakenException(port, what, e);
    }
  }
}

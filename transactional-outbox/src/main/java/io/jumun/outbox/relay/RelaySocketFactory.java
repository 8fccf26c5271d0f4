package io.jumun.outbox.relay;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Gives a session's replication connection a {@link RelaySocket}. Public because the driver creates
 * it by name.
 */
public final class RelaySocketFactory extends SocketFactory {

  private final Properties connection;

  /**
   * @param connection the driver's properties; its socketFactoryArg is the session's id
   */
  public RelaySocketFactory(Properties connection) {
    this.connection = connection;
  }

  @Override
  public Socket createSocket() {
    if (connection.getProperty("replication") == null) {
      return new Socket();
    }
    var socket = new RelaySocket();
    RelaySession.of(connection.getProperty("socketFactoryArg")).use(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw neverUsed();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw neverUsed();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw neverUsed();
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw neverUsed();
  }

  private static UnsupportedOperationException neverUsed() {
    return new UnsupportedOperationException("The driver connects by itself");
  }
}

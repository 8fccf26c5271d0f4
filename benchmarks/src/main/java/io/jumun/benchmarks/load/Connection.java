package io.jumun.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP/1.1 connection that is kept open, with just what these benchmarks need: little work for
 * the client leaves the machine to the system.
 */
final class Connection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 300_000;
  private static final int LONGEST_ANSWER = 32 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[LONGEST_ANSWER];
  private int position;
  private int filled;
  private boolean ended;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  static Connection open(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      return new Connection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  Answer send(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    position = 0;
    filled = 0;
    int status = Integer.parseInt(line().substring(9, 12));
    int length = -1;
    boolean chunked = false;
    var location = "";
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
        chunked = header.toLowerCase(java.util.Locale.ROOT).contains("chunked");
      } else if (header.regionMatches(true, 0, "connection:", 0, 11)) {
        ended = header.substring(11).strip().equalsIgnoreCase("close");
      } else if (header.regionMatches(true, 0, "location:", 0, 9)) {
        location = header.substring(9).strip();
      }
    }
    return new Answer(status, location, chunked ? chunks() : bytes(Math.max(0, length)));
  }

  /** Whether the server has said that it takes no other request. */
  boolean isEnded() {
    return ended;
  }

  private String chunks() throws IOException {
    var body = new StringBuilder();
    while (true) {
      int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      if (length == 0) {
        var _ = line();
        return body.toString();
      }
      body.append(bytes(length)); // these services end no chunk within a character
      var _ = line();
    }
  }

  private String bytes(int length) throws IOException {
    while (filled - position < length) {
      fill();
    }
    var text = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  private String line() throws IOException {
    int from = position;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (buffer[i] == '\n') {
          var line = new String(buffer, position, i - 1 - position, StandardCharsets.ISO_8859_1);
          position = i + 1;
          return line;
        }
      }
      from = filled;
      fill();
    }
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      throw new IOException("The answer is longer than " + LONGEST_ANSWER);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new EOFException("The connection was closed");
    }
    filled += read;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

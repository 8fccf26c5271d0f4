package io.jumun.outbox.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket on which a reader can wait for input without reading it. The PostgreSQL driver has no
 * such wait: it only looks, and a look holds the connection's lock, takes a millisecond and throws
 * an exception. Here a look does not wait.
 */
final class RelaySocket extends Socket {

  /** What the driver sets while it looks whether something has come. */
  private static final int LOOK_MILLIS = 1;

  private static final int NOTHING = -1;

  private final ReentrantLock reading = new ReentrantLock();
  private volatile int timeout;
  private @Nullable Input input;

  /**
   * Returns when there is something to read. Not to be called before everything has been read that
   * was there: it is the one to tell that the connection has ended, which a layer above it, as for
   * TLS, may keep to itself.
   *
   * @return false when the time is up
   * @throws IOException when the connection has ended
   */
  boolean awaitInput(Duration atMost) throws IOException {
    return input().await(Math.max(1, (int) atMost.toMillis()));
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return input();
  }

  private synchronized Input input() throws IOException {
    if (input == null) {
      input = new Input(super.getInputStream());
    }
    return input;
  }

  /** Only remembered: it must not shorten the read of another thread. */
  @Override
  public void setSoTimeout(int millis) {
    timeout = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeout;
  }

  private void readWithin(int millis) throws IOException {
    super.setSoTimeout(millis);
  }

  private final class Input extends InputStream {

    private final InputStream in;

    /** Has been read to find that there is something. */
    private volatile int first = NOTHING;

    Input(InputStream in) {
      this.in = in;
    }

    boolean await(int millis) throws IOException {
      reading.lock();
      try {
        if (available() > 0) {
          return true;
        }
        readWithin(millis);
        first = in.read();
        if (first == NOTHING) {
          throw new EOFException("The server has closed the connection");
        }
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      } finally {
        reading.unlock();
      }
    }

    @Override
    public int available() throws IOException {
      return (first == NOTHING ? 0 : 1) + in.available();
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      reading.lock();
      try {
        if (timeout == LOOK_MILLIS && available() == 0) {
          throw new NothingYet();
        }
        return first == NOTHING ? readOn(target, offset, length) : readAll(target, offset, length);
      } finally {
        reading.unlock();
      }
    }

    private int readOn(byte[] target, int offset, int length) throws IOException {
      readWithin(timeout);
      return in.read(target, offset, length);
    }

    private int readAll(byte[] target, int offset, int length) throws IOException {
      target[offset] = (byte) first;
      first = NOTHING;
      int more = Math.min(length - 1, in.available());
      return more == 0 ? 1 : 1 + Math.max(0, in.read(target, offset + 1, more));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** The driver takes it for an answer, so it costs no stack trace. */
  @SuppressWarnings("serial")
  private static final class NothingYet extends SocketTimeoutException {

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}

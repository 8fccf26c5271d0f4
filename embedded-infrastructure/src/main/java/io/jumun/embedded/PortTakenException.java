package io.jumun.embedded;

/** A fixed port is in use by another program. */
@SuppressWarnings("serial")
public final class PortTakenException extends IllegalStateException {

  PortTakenException(int port, String what, Throwable cause) {
    super("Port %d for %s is taken by another program.".formatted(port, what), cause);
  }
}

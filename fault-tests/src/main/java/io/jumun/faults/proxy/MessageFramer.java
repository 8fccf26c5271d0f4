package io.jumun.faults.proxy;

import java.util.Arrays;

/**
 * Finds the messages of PostgreSQL's protocol, version 3, in a stream that arrives in any pieces: a
 * type byte, a length that counts itself, a body. A client's first messages have no type byte.
 */
final class MessageFramer {

  /** Names and short statements fit; of a longer body only the beginning is kept. */
  private static final int KEPT = 1024;

  private static final int LENGTH_BYTES = 4;
  private static final int LONGEST_STARTUP = 10_000;

  /** One message that is complete. */
  interface Receiver {

    /**
     * @param type 0 when it has none
     * @param body its first bytes
     * @param begin where in the piece the message begins; 0 when in an earlier one
     * @return false to stop here
     */
    boolean message(char type, byte[] body, int begin);
  }

  private final byte[] kept = new byte[KEPT];
  private boolean typed;
  private boolean lost;
  private char type;
  private int header;
  private int length;
  private int body;
  private int toSkip;

  MessageFramer(boolean typed) {
    this.typed = typed;
  }

  /** From here on messages have a type byte. */
  void startTyped() {
    typed = true;
  }

  /** What follows is not this protocol, or nobody's business. */
  void ignoreRest() {
    lost = true;
  }

  /** A byte outside any message comes next. */
  void skipByte() {
    toSkip++;
  }

  void read(byte[] piece, int end, Receiver receiver) {
    int begin = 0;
    for (int at = 0; at < end && !lost; ) {
      if (header == 0 && toSkip > 0) {
        toSkip--;
        at++;
        begin = at;
        continue;
      }
      at = inHeader() ? readHeader(piece, at) : readBody(piece, at, end);
      if (!lost && !inHeader() && body == length - LENGTH_BYTES) {
        var message = Arrays.copyOf(kept, Math.min(body, KEPT));
        char messageType = typed ? type : 0;
        reset();
        if (!receiver.message(messageType, message, begin)) {
          return;
        }
        begin = at;
      }
    }
  }

  private boolean inHeader() {
    return header < headerBytes();
  }

  private int headerBytes() {
    return LENGTH_BYTES + (typed ? 1 : 0);
  }

  private int readHeader(byte[] piece, int at) {
    if (typed && header == 0) {
      type = (char) (piece[at] & 0xff);
    } else {
      length = (length << 8) | (piece[at] & 0xff);
    }
    header++;
    if (!inHeader() && (length < LENGTH_BYTES || (!typed && length > LONGEST_STARTUP))) {
      lost = true;
    }
    return at + 1;
  }

  private int readBody(byte[] piece, int at, int end) {
    int taken = Math.min(end - at, length - LENGTH_BYTES - body);
    if (body < KEPT) {
      System.arraycopy(piece, at, kept, body, Math.min(taken, KEPT - body));
    }
    body += taken;
    return at + taken;
  }

  private void reset() {
    header = 0;
    length = 0;
    body = 0;
  }
}

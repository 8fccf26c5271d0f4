package io.jumun.faults.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the COMMITs of one PostgreSQL connection, as a simple query or through prepared
 * statements and portals of whatever name, and cuts at the one it is told to. Anything else than a
 * plain PostgreSQL client (replication, TLS, Kafka) passes unseen.
 */
final class CommitWatch {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int VERSION_3 = 3;
  private static final Pattern COMMIT = Pattern.compile("(commit|end)( (work|transaction))?;?");

  /**
   * @param forward how many bytes of the piece go on
   */
  record Verdict(int forward, boolean reset) {}

  private final Supplier<@Nullable CommitCut> armed;
  private final MessageFramer client = new MessageFramer(false);
  private final MessageFramer server = new MessageFramer(true);
  private final Set<String> statements = new HashSet<>();
  private final Set<String> portals = new HashSet<>();
  private @Nullable CommitCut cutting;
  private int cutAt;
  private boolean committed;
  private boolean answered;

  CommitWatch(Supplier<@Nullable CommitCut> armed) {
    this.armed = armed;
  }

  /** The cut that hit this connection, once one did. */
  synchronized @Nullable CommitCut cutting() {
    return cutting;
  }

  synchronized Verdict toServer(byte[] piece, int length) {
    if (cutting == null) {
      client.read(piece, length, this::fromClient);
    }
    return cutting != null && cutting.moment() == CommitMoment.BEFORE_SENT
        ? new Verdict(cutAt, true)
        : new Verdict(length, false);
  }

  synchronized Verdict toClient(byte[] piece, int length) {
    server.read(piece, length, this::fromServer);
    return cutting == null ? new Verdict(length, false) : new Verdict(0, answered);
  }

  private boolean fromClient(char type, byte[] body, int begin) {
    boolean commits =
        switch (type) {
          case 0 -> start(body);
          case 'Q' -> isCommit(text(body, 0));
          case 'P' -> note(statements, text(body, 0), isCommit(text(body, 1)));
          case 'B' -> note(portals, text(body, 0), statements.contains(text(body, 1)));
          case 'C' -> close(text(body, 0));
          case 'E' -> portals.contains(text(body, 0));
          default -> false;
        };
    var cut = commits ? armed.get() : null;
    if (cut == null || !cut.claim()) {
      return true;
    }
    cutting = cut;
    cutAt = begin;
    return false;
  }

  private boolean fromServer(char type, byte[] body, int begin) {
    if (cutting == null) {
      return true;
    }
    committed |=
        type == 'E' || (type == 'C' && Set.of("COMMIT", "ROLLBACK").contains(text(body, 0)));
    answered |= committed && type == 'Z';
    return !answered;
  }

  private boolean start(byte[] body) {
    int code = body.length < Integer.BYTES ? 0 : ByteBuffer.wrap(body).getInt();
    if (code == SSL_REQUEST || code == GSS_REQUEST) {
      server.skipByte(); // the answer is a single letter
    } else if (code >> 16 == VERSION_3 && !parameters(body).contains("\0replication\0")) {
      client.startTyped();
    } else {
      client.ignoreRest();
      server.ignoreRest();
    }
    return false;
  }

  private static String parameters(byte[] startup) {
    return "\0" + new String(startup, Integer.BYTES, startup.length - 4, StandardCharsets.UTF_8);
  }

  /** Remembers which names stand for a COMMIT; a name may be given to something else. */
  private static boolean note(Set<String> names, String name, boolean commit) {
    if (commit) {
      names.add(name);
    } else {
      names.remove(name);
    }
    return false;
  }

  private boolean close(String kindAndName) {
    if (!kindAndName.isEmpty()) {
      (kindAndName.charAt(0) == 'S' ? statements : portals).remove(kindAndName.substring(1));
    }
    return false;
  }

  private static boolean isCommit(String sql) {
    return COMMIT.matcher(sql.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** The n-th zero-terminated text; empty when it is not there as a whole. */
  private static String text(byte[] body, int index) {
    int begin = 0;
    for (int at = 0, n = 0; at < body.length; at++) {
      if (body[at] == 0) {
        if (n == index) {
          return new String(body, begin, at - begin, StandardCharsets.UTF_8);
        }
        n++;
        begin = at + 1;
      }
    }
    return "";
  }
}

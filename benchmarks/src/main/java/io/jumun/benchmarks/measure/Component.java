package io.jumun.benchmarks.measure;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A part of a system whose CPU time is told by itself. */
public sealed interface Component {

  CpuTimes cpu();

  /** A process without children of its own. */
  record Program(String name, long pid) implements Component {

    @Override
    public CpuTimes cpu() {
      var time = ProcStat.cpuMillis(pid);
      return new CpuTimes(time.isPresent() ? Map.of(name, time.getAsLong()) : Map.of());
    }
  }

  /**
   * A PostgreSQL server: its backends are children of one process, which inherits the time of those
   * that have ended. Those that read the WAL for a relay are told apart.
   */
  record Postgres(long postmaster) implements Component {

    private static final Pattern BACKEND =
        Pattern.compile("^postgres: (walsender )?\\S+ (\\S+) (?:\\[local]|\\S+\\(\\d+\\))");

    public static final String SERVER = "PostgreSQL";
    public static final String WAL_SENDERS = "PostgreSQL walsenders";

    /**
     * The same by database, as far as a backend belongs to one and has not ended: {@code "orders"},
     * {@code "orders, walsender"}.
     */
    public CpuTimes byDatabase() {
      var times = new TreeMap<String, Long>();
      for (var child : ProcStat.children(postmaster)) {
        var time = ProcStat.cpuMillis(child);
        databaseOf(ProcStat.commandLine(child))
            .ifPresent(name -> time.ifPresent(millis -> times.merge(name, millis, Long::sum)));
      }
      return new CpuTimes(times);
    }

    /** Of {@code postgres: [walsender] user database host(port) activity}. */
    static Optional<String> databaseOf(String title) {
      var backend = BACKEND.matcher(title);
      return backend.find()
          ? Optional.of(backend.group(2) + (backend.group(1) == null ? "" : ", walsender"))
          : Optional.empty();
    }

    @Override
    public CpuTimes cpu() {
      var times = new TreeMap<String, Long>();
      ProcStat.cpuMillis(postmaster).ifPresent(time -> times.merge(SERVER, time, Long::sum));
      for (var child : ProcStat.children(postmaster)) {
        var name = ProcStat.commandLine(child).contains("walsender") ? WAL_SENDERS : SERVER;
        ProcStat.cpuMillis(child).ifPresent(time -> times.merge(name, time, Long::sum));
      }
      return new CpuTimes(times);
    }
  }
}

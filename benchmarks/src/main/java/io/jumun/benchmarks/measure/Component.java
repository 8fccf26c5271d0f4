package io.jumun.benchmarks.measure;

import java.util.Map;
import java.util.TreeMap;

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

    public static final String SERVER = "PostgreSQL";
    public static final String WAL_SENDERS = "PostgreSQL walsenders";

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

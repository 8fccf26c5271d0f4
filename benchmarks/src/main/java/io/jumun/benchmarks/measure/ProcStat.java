package io.jumun.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What Linux tells about processes in {@code /proc}; nothing elsewhere. */
public final class ProcStat {

  /** Of the kernel's interface to programs: 100 a second on every architecture that runs Java. */
  private static final long MILLIS_PER_TICK = 10;

  private ProcStat() {}

  public static boolean isAvailable() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  /** CPU time of the process and of children that have ended; empty when it is gone. */
  public static OptionalLong cpuMillis(long pid) {
    try {
      return OptionalLong.of(cpuMillis(Files.readString(Path.of("/proc/" + pid + "/stat"))));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The same for the text of {@code /proc/<pid>/stat}. */
  static long cpuMillis(String stat) {
    // The second field is the program's name in brackets, which may hold anything.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = 11; field <= 14; field++) { // utime, stime, cutime, cstime
      ticks += Long.parseLong(fields[field]);
    }
    return ticks * MILLIS_PER_TICK;
  }

  /** What the process calls itself; empty when it is gone. */
  static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ').strip();
    } catch (IOException e) {
      return "";
    }
  }

  public static List<Long> children(long pid) {
    var children = new ArrayList<Long>();
    ProcessHandle.of(pid).ifPresent(p -> p.children().forEach(child -> children.add(child.pid())));
    return children;
  }

  /** CPU time that the whole machine has spent on anything since it was started. */
  public static OptionalLong machineMillis() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return OptionalLong.of(machineMillis(lines.findFirst().orElse("")));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The same for the first line of {@code /proc/stat}: user, nice, system, irq, softirq, steal. */
  static long machineMillis(String line) {
    var fields = line.split(" +");
    long ticks = 0;
    for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks * MILLIS_PER_TICK;
  }
}

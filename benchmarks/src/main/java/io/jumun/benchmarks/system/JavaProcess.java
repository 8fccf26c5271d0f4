package io.jumun.benchmarks.system;

import io.jumun.benchmarks.measure.Component;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link Child} in a JVM of its own. It ends when its input does, so none outlives this program.
 */
final class JavaProcess implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofMinutes(5);
  private static final String STARTED = "##started ";

  private final String name;
  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * @param log everything it prints goes there
   */
  static JavaProcess start(String name, Path log, List<String> jvm, List<String> child) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-cp");
    command.add(classPath());
    command.add(Child.class.getName());
    command.addAll(child);
    try {
      Files.createDirectories(log.getParent());
      var running = new ProcessBuilder(command).redirectErrorStream(true).start();
      var process = new JavaProcess(name, running);
      Thread.ofPlatform().daemon().name("output-of-" + name).start(() -> process.copyOutput(log));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  /** Blocks until it serves. */
  int port() throws InterruptedException {
    try {
      return port.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(name + " did not start; its log tells why", e);
    }
  }

  String name() {
    return name;
  }

  Component component(String component) {
    return new Component.Program(component, process.pid());
  }

  /** From now on it takes no CPU. */
  void freeze() {
    signal(Signal.STOP);
  }

  void thaw() {
    signal(Signal.CONT);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As an orchestrator does: asks, waits, insists. */
  void stop() throws InterruptedException {
    signal(Signal.TERM);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      close();
    }
  }

  /** Its data is not needed any more. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private void signal(Signal signal) {
    signal.sendTo(List.of(process.pid()));
  }

  private void copyOutput(Path log) {
    try (var lines = process.inputReader();
        var copy =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      String line;
      while ((line = lines.readLine()) != null) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        if (line.startsWith(STARTED)) {
          port.complete(Integer.parseInt(line.substring(STARTED.length())));
        }
      }
    } catch (IOException e) {
      port.completeExceptionally(e); // the process is gone
    }
    port.completeExceptionally(new IllegalStateException("ended"));
  }

  /** This program's, with absolute paths. */
  private static String classPath() {
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}

package io.jumun.faults.cluster;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM of its own that tells with a line {@code ##started …} on its output that it serves, and
 * takes commands on its input. It ends when its input does, so none outlives this program.
 */
final class JavaProcess {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
  private static final int COMPLAINTS = 5;

  private final String name;
  private final Process process;
  private final BufferedWriter commands;
  private final Answers answers = new Answers();
  private final CompletableFuture<Void> started = answers.await("started");
  private final Deque<String> complaints = new ConcurrentLinkedDeque<>();

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.commands = process.outputWriter();
  }

  /**
   * @param log everything it prints is appended there
   */
  static JavaProcess start(
      String name, Path log, String classPath, List<String> options, List<String> program) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.addAll(program);
    try {
      Files.createDirectories(log.getParent());
      var running = new ProcessBuilder(command).redirectErrorStream(true).start();
      var process = new JavaProcess(name, running);
      // Reading a pipe holds a virtual thread's carrier, and whoever is not read comes to a stop.
      Thread.ofPlatform().daemon().name("output-of-" + name).start(() -> process.copyOutput(log));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  void awaitStarted(Duration patience) throws InterruptedException {
    try {
      started.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(name + " did not start; its log tells why", e);
    }
  }

  /**
   * @return completes when the process says so; exceptionally when it says {@code ##error}, or ends
   */
  CompletableFuture<Void> hear(String what) {
    return answers.await(what);
  }

  /** The last of its warnings and errors. */
  String complaints() {
    return String.join(System.lineSeparator(), complaints);
  }

  void command(String line) {
    try {
      commands.write(line);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell %s: %s".formatted(name, line), e);
    }
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  void freeze() {
    Signals.STOP.send(pid());
  }

  void thaw() {
    Signals.CONT.send(pid());
  }

  /** Its log gets what all its threads are doing. */
  void dumpThreads() {
    Signals.QUIT.send(pid());
  }

  /** As an orchestrator does: asks, waits, insists. */
  void stop() {
    stop(STOP_WITHIN);
  }

  void stop(Duration patience) {
    Signals.TERM.send(pid()); // Process.destroy would end its input, too
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private void remember(String line) {
    if (line.contains(" WARN ") || line.contains(" ERROR ")) {
      complaints.add(line);
      if (complaints.size() > COMPLAINTS) {
        complaints.remove();
      }
    }
  }

  private void copyOutput(Path log) {
    try (BufferedReader lines = process.inputReader();
        var copy =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      String line;
      while ((line = lines.readLine()) != null) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        answers.hear(line);
        remember(line);
      }
      answers.end("it has ended");
    } catch (IOException e) {
      answers.end(e.toString()); // whoever kills it closes its output
    }
  }
}

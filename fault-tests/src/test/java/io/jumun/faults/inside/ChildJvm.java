package io.jumun.faults.inside;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A JVM with this one's class path that takes orders. */
final class ChildJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Writer stdin;
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();

  private ChildJvm(Process process) {
    this.process = process;
    this.stdin = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::read);
  }

  static ChildJvm start(List<String> properties, Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx400m"));
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void order(String order) {
    try {
      stdin.write(order + "\n");
      stdin.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void closeStdin() {
    try {
      stdin.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line from now on that begins so, without the beginning. */
  String hear(String beginning) {
    await().atMost(PATIENCE).until(() -> heard(beginning) || !process.isAlive());
    await().until(() -> heard(beginning));
    while (true) {
      var line = said.remove();
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The child lives on");
    }
    return process.exitValue();
  }

  /** Through its handle: {@link Process#destroy()} would also close stdin, and so kill it. */
  void terminate() {
    process.toHandle().destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean heard(String beginning) {
    return said.stream().anyMatch(line -> line.startsWith(beginning));
  }

  private void read() {
    try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        System.out.println("child: " + line);
        if (line.startsWith("##")) {
          said.add(line);
        }
      }
    } catch (IOException e) {
      said.add("##broken " + e);
    }
  }
}

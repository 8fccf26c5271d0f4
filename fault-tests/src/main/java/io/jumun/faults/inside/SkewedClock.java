package io.jumun.faults.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Shifts the wall clock of this JVM: {@link System#currentTimeMillis()} and all that is made of it.
 * {@link System#nanoTime()}, and what waits by it, goes on as ever.
 */
final class SkewedClock {

  private static final String SKEW = "io.jumun.faults.inside.Skew";

  private final Instrumentation instrumentation;
  private boolean installed;

  SkewedClock(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  synchronized void set(long millisAhead) {
    if (!installed) {
      install();
      installed = true;
    }
    Skew.set(millisAhead);
  }

  private void install() {
    try {
      showToTheJdk();
      instrumentation.addTransformer(new ClockCalls(), true);
      retransform(loadedThatTellTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Cannot skew the clock", e);
    }
    // Only now, and therefore from the bootstrap loader.
    if (Skew.class.getClassLoader() != null) {
      throw new IllegalStateException("The clock was loaded too early");
    }
  }

  /** All at once, because the JVM stands still meanwhile, and each time as long. */
  private void retransform(Class<?>[] types) {
    try {
      instrumentation.retransformClasses(types);
    } catch (UnmodifiableClassException | LinkageError | InternalError _) {
      for (var type : types) {
        retransform(type);
      }
    }
  }

  /** By itself, so that it can be named. */
  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | LinkageError | InternalError e) {
      throw new IllegalStateException("Cannot skew the clock of " + type, e);
    }
  }

  /** Must come before anything loads the class. */
  private void showToTheJdk() throws IOException, ClassNotFoundException {
    var jar = Files.createTempFile("clock", ".jar");
    var entry = SKEW.replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var in = getClass().getResourceAsStream("Skew.class")) {
      if (in == null) {
        throw new IOException("There is no " + entry);
      }
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    try (var file = new JarFile(jar.toFile())) {
      instrumentation.appendToBootstrapClassLoaderSearch(file);
      Class.forName(SKEW, true, null);
    } finally {
      Files.delete(jar); // loaded; and a process that is killed would leave it behind
    }
  }

  private Class<?>[] loadedThatTellTime() {
    return Stream.<Class<?>>of(instrumentation.getAllLoadedClasses())
        .filter(type -> !type.isArray() && !type.isHidden())
        .filter(instrumentation::isModifiableClass)
        .filter(
            type -> ClockCalls.concerns(type.getClassLoader(), type.getName().replace('.', '/')))
        .filter(SkewedClock::tellsTime)
        .toArray(Class<?>[]::new);
  }

  private static boolean tellsTime(Class<?> type) {
    var loader = type.getClassLoader();
    if (loader == null) {
      return true;
    }
    try (var file = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      return file != null && ClockCalls.tellsTime(file.readAllBytes()); // null: made at run time
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + type, e);
    }
  }
}

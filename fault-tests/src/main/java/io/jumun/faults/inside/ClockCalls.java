package io.jumun.faults.inside;

import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Has every class ask {@link Skew} for the time. {@link System#currentTimeMillis()} is native and
 * cannot be rewritten itself, so its callers are: all of the application and its libraries, and
 * those of the JDK that hand out the time.
 */
final class ClockCalls implements ClassFileTransformer {

  static final String CLOCK = "java/time/Clock";

  private static final Set<String> OF_THE_JDK =
      Set.of(
          CLOCK,
          "java/time/Clock$SystemClock",
          "java/time/Clock$SystemInstantSource",
          "java/util/Calendar",
          "java/util/Date",
          "java/util/GregorianCalendar",
          "java/util/Timer",
          "java/util/TimerThread",
          "sun/util/locale/provider/CalendarProviderImpl");

  private static final byte[] NAME = "currentTimeMillis".getBytes(StandardCharsets.US_ASCII);
  private static final String PACKAGE = ClockCalls.class.getPackageName().replace('.', '/') + "/";

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (className == null || !concerns(loader, className) || !tellsTime(classFile)) {
      return null;
    }
    try {
      return rewritten(className, classFile);
    } catch (RuntimeException | LinkageError e) {
      Say.line("error cannot skew the clock of " + className + ": " + e); // the JVM would be silent
      return null;
    }
  }

  /**
   * @param className with slashes
   */
  static boolean concerns(@Nullable ClassLoader loader, String className) {
    return loader == null ? OF_THE_JDK.contains(className) : !isOwn(className);
  }

  /** What rewrites, which cannot be loaded by way of itself, and what knows the right time. */
  private static boolean isOwn(String className) {
    return className.startsWith(PACKAGE + "ClockCall") || className.startsWith(PACKAGE + "Skew");
  }

  /** Whether the name of the method occurs anywhere; spares most classes the parsing. */
  static boolean tellsTime(byte[] classFile) {
    for (int at = 0; at <= classFile.length - NAME.length; at++) {
      int same = 0;
      while (same < NAME.length && classFile[at + same] == NAME[same]) {
        same++;
      }
      if (same == NAME.length) {
        return true;
      }
    }
    return false;
  }

  private static byte[] rewritten(String className, byte[] classFile) {
    ClassReader reader = OpenedClassReader.of(classFile);
    var writer = new ClassWriter(reader, 0); // no instruction changes its size: frames stay valid
    reader.accept(new ClockCallVisitor(writer, className.equals(CLOCK)), 0);
    return writer.toByteArray();
  }
}

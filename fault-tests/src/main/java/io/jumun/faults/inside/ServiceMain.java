package io.jumun.faults.inside;

import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.util.Arrays;

/**
 * One service of the shop in a JVM of its own, for a parent process that keeps its stdin open and
 * reads its stdout.
 *
 * <pre>
 * java -Djdk.attach.allowAttachSelf=true -XX:+EnableDynamicAgentLoading \
 *      -cp ... io.jumun.faults.inside.ServiceMain product-service --server.port=0 ...
 * </pre>
 *
 * It says {@code ##started <port>} when its web server serves. Orders on stdin, each answered with
 * {@code ##ok <order>} or {@code ##error <why>}:
 *
 * <ul>
 *   <li>{@code crash <point> <skip>}: say {@code ##crashed <point>} and halt with exit code 137 at
 *       the {@link CrashPoint}, after it has been passed so many times.
 *   <li>{@code clock <signed milliseconds>}: how far the wall clock is ahead.
 * </ul>
 *
 * The system properties {@code jumun.crash-point=<point>:<skip>} and {@code
 * jumun.clock-skew=<milliseconds>} do the same from the start. With a skew of 0 classes are
 * prepared as they are loaded, which every start pays for. Without, the first order takes seconds;
 * what keeps the right time then are method references to {@code currentTimeMillis} that were made
 * before, and no service has one. SIGTERM stops the service gracefully; the end of stdin means that
 * the parent is gone, and the process dies at once with code 137. ({@link Process#destroy()} does
 * both; {@link ProcessHandle#destroy()} sends SIGTERM alone.)
 */
public final class ServiceMain {

  private ServiceMain() {}

  /**
   * @param arguments the service's name, then its settings
   */
  public static void main(String... arguments) {
    try {
      var orders = new Orders();
      orders.followProperties();
      orders.followParent(System.in);
      Say.line("started " + start(arguments));
    } catch (RuntimeException | LinkageError e) {
      Say.line("error did not start: " + e);
      System.exit(1);
    }
  }

  /** Returns the port on which it serves. */
  static String start(String... arguments) {
    var settings = Arrays.copyOfRange(arguments, 1, arguments.length);
    var context = service(arguments).application().get().run(settings);
    return context.getEnvironment().getRequiredProperty("local.server.port");
  }

  private static Service service(String... arguments) {
    return LocalStack.SERVICES.stream()
        .filter(service -> arguments.length > 0 && service.name().equals(arguments[0]))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The first argument names no service"));
  }
}

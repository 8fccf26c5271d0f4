package io.jumun.platform;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The stand-in as a process of its own, on every address: for a container beside the services. */
public final class DataPlatformApplication {

  private DataPlatformApplication() {}

  /**
   * @param arguments the directory of its file, and its port
   */
  public static void main(String... arguments) {
    if (arguments.length != 2) {
      System.out.println("usage: <directory> <port>");
      return;
    }
    var address = new InetSocketAddress(Integer.parseInt(arguments[1]));
    var platform = DataPlatform.start(Path.of(arguments[0]), address);
    Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "close-the-platform"));
    System.out.println("Takes paid orders on port " + address.getPort());
  }
}

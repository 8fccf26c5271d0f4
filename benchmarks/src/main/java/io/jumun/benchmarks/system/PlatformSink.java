package io.jumun.benchmarks.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The analysts' platform, which is not ours: takes every paid order and forgets it. */
final class PlatformSink {

  private PlatformSink() {}

  static int start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/paid-orders", PlatformSink::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server.getAddress().getPort();
  }

  private static void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(201, -1);
    }
  }
}

package io.jumun.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Has nothing left to sell or to give, and says so after so many milliseconds as it is told. */
final class StandIn implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param threads how many requests it can think about at a time
   * @param millis to think about the request with this number, from 0
   */
  StandIn(int threads, IntUnaryOperator millis) throws IOException {
    executor = Executors.newFixedThreadPool(threads);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    answer("/orders", "PRODUCT_OUT_OF_STOCK", millis);
    answer("/coupons", "COUPON_SOLD_OUT", millis);
    server.start();
  }

  private void answer(String path, String code, IntUnaryOperator millis) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            think(millis.applyAsInt(asked.getAndIncrement()));
            var body =
                "{\"status\":\"FAIL\",\"code\":\"%s\",\"message\":\"재고\"}"
                    .formatted(code)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/orders/1");
            exchange.sendResponseHeaders(409, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  Endpoints endpoints() {
    int port = server.getAddress().getPort();
    return new Endpoints(List.of(port), List.of(port));
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static void think(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The stand-in is being stopped", e);
    }
  }
}

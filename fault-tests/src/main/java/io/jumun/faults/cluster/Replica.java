package io.jumun.faults.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A process of a service, always on the same port. */
public final class Replica {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final Supervised process;
  private final int port;

  Replica(Supervised process, int port) {
    this.process = process;
    this.port = port;
  }

  public Supervised process() {
    return process;
  }

  public String name() {
    return process.name();
  }

  public URI url() {
    return URI.create("http://localhost:" + port);
  }

  /** Blocks until it says that it can serve. */
  public void awaitReady(Duration patience) {
    await(name() + " gets ready").atMost(patience).until(this::isReady);
  }

  private boolean isReady() {
    return get("/actuator/health/readiness").startsWith("200");
  }

  /** Whether it is the one that publishes what its service has written. */
  public boolean leads() {
    return get("/actuator/health").contains("LEADING");
  }

  /** What it says of its health; its log gets what all its threads are doing. */
  String examine() {
    var seen = "%s: %s%n%s".formatted(name(), get("/actuator/health"), process.complaints());
    process.dumpThreads();
    return seen;
  }

  private String get(String path) {
    try {
      var request =
          HttpRequest.newBuilder(url().resolve(path)).timeout(Duration.ofSeconds(2)).build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return e.toString(); // not there, or not yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + name(), e);
    }
  }
}

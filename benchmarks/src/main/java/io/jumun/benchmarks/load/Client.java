package io.jumun.benchmarks.load;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Sends one request after another, over one connection per service. */
final class Client implements AutoCloseable {

  private final Endpoints endpoints;
  private final int number;
  private final Map<Request.Target, Connection> connections = new EnumMap<>(Request.Target.class);

  Client(Endpoints endpoints, int number) {
    this.endpoints = endpoints;
    this.number = number;
  }

  /** The answer; status 0 and the reason where there is none. */
  Answer send(Request request) {
    try {
      var connection = connection(request.target());
      var answer = connection.send(request.text());
      if (connection.isEnded()) {
        drop(request.target()); // after a hundred requests, or one that it did not like
      }
      return answer;
    } catch (IOException | RuntimeException e) {
      drop(request.target());
      return new Answer(0, "", e.toString());
    }
  }

  @Override
  public void close() {
    connections.values().forEach(Connection::close);
  }

  private Connection connection(Request.Target target) throws IOException {
    var open = connections.get(target);
    if (open == null) {
      open = Connection.open(endpoints.port(target, number));
      connections.put(target, open);
    }
    return open;
  }

  private void drop(Request.Target target) {
    var broken = connections.remove(target);
    if (broken != null) {
      broken.close();
    }
  }
}

package io.jumun.benchmarks.system;

import io.jumun.outbox.EventCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a system of services has used, since it was started, of what has a limit of its own: CPU and
 * commits of each database, WAL, disk, and the time of its listeners.
 */
final class Usage {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String DATABASE =
      """
      select xact_commit, pg_database_size(datname)
      from pg_stat_database where datname = current_database()
      """;

  private final Postgres postgres;
  private final Databases databases;
  private final Launcher launcher;

  Usage(Postgres postgres, Databases databases, Launcher launcher) {
    this.postgres = postgres;
    this.databases = databases;
    this.launcher = launcher;
  }

  Map<String, Double> read() throws InterruptedException {
    var used = new TreeMap<String, Double>();
    for (var role : Role.values()) {
      var numbers = databases.numbers(role, DATABASE);
      used.put("commits, " + role.database(), (double) numbers.get(0));
      used.put("rows and indexes, KB, " + role.database(), numbers.get(1) / 1024.0);
    }
    used.put("WAL, KB", postgres.walBytes() / 1024.0);
    for (var server : postgres.components()) {
      server
          .byDatabase()
          .millis()
          .forEach(
              (name, millis) ->
                  used.merge("CPU ms, database " + name, (double) millis, Double::sum));
    }
    used.put("topics, KB", topicBytes() / 1024);
    readListeners(used);
    return used;
  }

  /** As the one broker has them on disk. */
  private double topicBytes() throws InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", launcher.bootstrapServers()))) {
      var broker = admin.describeCluster().nodes().get().iterator().next().id();
      return admin.describeLogDirs(Set.of(broker)).allDescriptions().get().values().stream()
          .flatMap(directories -> directories.values().stream())
          .flatMap(directory -> directory.replicaInfos().entrySet().stream())
          .filter(replica -> replica.getKey().topic().endsWith(EventCatalog.TOPIC_SUFFIX))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker does not tell the size of its topics", e);
    }
  }

  private void readListeners(Map<String, Double> used) throws InterruptedException {
    for (var program : launcher.programs()) {
      for (int port : program.ports()) {
        used.merge("listener busy, ms, " + program.component(), listenerMillis(port), Double::sum);
      }
    }
  }

  /** How long the listeners of a process have been handling batches. */
  private static double listenerMillis(int port) throws InterruptedException {
    var url =
        URI.create("http://localhost:%d/actuator/metrics/spring.kafka.listener".formatted(port));
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
      for (var measurement : JSON.readTree(answer).path("measurements")) {
        if (measurement.path("statistic").asString("").equals("TOTAL_TIME")) {
          return measurement.path("value").asDouble() * 1_000;
        }
      }
      throw new IllegalStateException("No time of listeners: " + answer);
    } catch (IOException e) {
      throw new UncheckedIOException("No metrics at " + url, e);
    }
  }
}

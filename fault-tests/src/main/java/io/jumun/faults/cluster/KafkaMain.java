package io.jumun.faults.cluster;

import io.jumun.embedded.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A broker in a process of its own: directory, ports, then settings as {@code name=value}. */
final class KafkaMain {

  private KafkaMain() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings =
        Stream.of(arguments)
            .skip(3)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    EmbeddedKafkaBroker.start(
        Path.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        settings);
    System.out.println("##started");
    while (System.in.read() >= 0) {
      // until whoever started this is gone
    }
    Runtime.getRuntime().halt(0);
  }
}

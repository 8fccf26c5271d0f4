package io.jumun.kubernetes;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All five services are there, on the ports that they listen on. */
final class Ports implements Policy {

  @Override
  public Stream<String> violations(Manifests manifests) {
    return Stream.of(JumunService.values()).flatMap(service -> violations(service, manifests));
  }

  private static Stream<String> violations(JumunService service, Manifests manifests) {
    var deployed =
        manifests.services().filter(each -> each.name().equals(service.serviceName())).findFirst();
    if (deployed.isEmpty()) {
      return Stream.of(service.serviceName() + " is not deployed");
    }
    var management = deployed.get().environment(manifests).get("MANAGEMENT_SERVER_PORT");
    var expected =
        Map.of(
            "http",
            service.httpPort(),
            "management",
            Integer.parseInt(Objects.toString(management, "0")));
    return Stream.of(
            expected.equals(deployed.get().ports())
                ? Stream.<String>empty()
                : Stream.of(
                    "listens on %s and says %s".formatted(expected, deployed.get().ports())),
            expected.equals(published(service, manifests))
                ? Stream.<String>empty()
                : Stream.of("listens on %s, its Service has others".formatted(expected)))
        .flatMap(s -> s)
        .map(violation -> service.serviceName() + " " + violation);
  }

  private static Map<String, Integer> published(JumunService service, Manifests manifests) {
    return manifests
        .find("Service", service.serviceName())
        .map(KubernetesObject::spec)
        .map(
            spec ->
                spec.path("ports")
                    .valueStream()
                    .filter(port -> port.path("targetPort").equals(port.path("name")))
                    .collect(
                        Collectors.toMap(
                            port -> port.path("name").asString(),
                            port -> port.path("port").asInt())))
        .orElse(Map.of());
  }
}

package io.jumun.kubernetes;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/** What the services serve to customers and administrators is routed to them, by TLS alone. */
final class Routes implements Policy {

  /** For operators, who come in another way. */
  private static final Set<String> NOT_ROUTED = Set.of("/deliveries");

  @Override
  public Stream<String> violations(Manifests manifests) {
    if (manifests.ofKind("Gateway").findAny().isEmpty()) {
      return Stream.empty();
    }
    return Stream.concat(
        Arrays.stream(JumunService.values()).flatMap(service -> violations(service, manifests)),
        manifests.ofKind("Gateway").flatMap(gateway -> inTheClear(gateway, manifests)));
  }

  private static Stream<String> violations(JumunService service, Manifests manifests) {
    var served = new TreeSet<>(service.paths());
    served.removeAll(NOT_ROUTED);
    var routes =
        manifests
            .ofKind("HTTPRoute")
            .filter(route -> backend(route).equals(service.serviceName()))
            .toList();
    var routed =
        routes.stream()
            .flatMap(route -> route.at("/spec/rules/0/matches").valueStream())
            .map(match -> match.at("/path/value").asString())
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
        served.equals(routed)
            ? Stream.empty()
            : Stream.of(
                "%s serves %s and is routed %s".formatted(service.serviceName(), served, routed)),
        routes.stream().flatMap(route -> violations(route, service)));
  }

  private static Stream<String> violations(KubernetesObject route, JumunService service) {
    var timeout =
        DurationStyle.detectAndParse(route.at("/spec/rules/0/timeouts/request").asString("1s"));
    var port = route.at("/spec/rules/0/backendRefs/0/port").asInt();
    return Map.of(
            "goes to another port than " + service.httpPort(),
            port == service.httpPort(),
            "gives up before an order's answer",
            service != JumunService.ORDER || timeout.compareTo(longestAnswer()) > 0)
        .entrySet()
        .stream()
        .filter(check -> !check.getValue())
        .map(check -> route + " " + check.getKey());
  }

  /** A listener without TLS only sends elsewhere. */
  private static Stream<String> inTheClear(KubernetesObject gateway, Manifests manifests) {
    return gateway
        .at("/spec/listeners")
        .valueStream()
        .filter(listener -> !listener.path("protocol").asString().equals("HTTPS"))
        .map(listener -> listener.path("name").asString())
        .flatMap(
            listener ->
                manifests
                    .ofKind("HTTPRoute")
                    .filter(route -> !route.at("/spec/rules/0/backendRefs").isMissingNode())
                    .filter(
                        route ->
                            !route.at("/spec/parentRefs/0/sectionName").isString()
                                || route
                                    .at("/spec/parentRefs/0/sectionName")
                                    .asString()
                                    .equals(listener))
                    .map(route -> route + " is served in the clear"));
  }

  private static String backend(KubernetesObject route) {
    return route.at("/spec/rules/0/backendRefs/0/name").asString();
  }

  /** By the defaults of {@code jumun.order.deadline} and {@code .answer-grace}. */
  private static Duration longestAnswer() {
    try {
      var settings = Class.forName("io.jumun.order.OrderProperties").getDeclaredConstructors()[0];
      return Arrays.stream(settings.getParameters())
          .filter(each -> Set.of("deadline", "answerGrace").contains(each.getName()))
          .map(each -> each.getAnnotation(DefaultValue.class).value()[0])
          .map(DurationStyle::detectAndParse)
          .reduce(Duration.ZERO, Duration::plus);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}

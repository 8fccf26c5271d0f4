package io.jumun.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call which route of a service: as {@code docs/security.md} says, and as it is. Lines such
 * as {@code GET /orders with orders: in}.
 */
public final class AccessMatrix {

  private static final Pattern ROW =
      Pattern.compile("\\| (every service|`[a-z-]+`) \\| `([A-Z]+ /[^`]*)` \\| ([^|]+) \\|.*");
  private static final Pattern SCOPE = Pattern.compile("`([^`]+)`");

  private static final String NO_TOKEN = "no token";
  private static final String NO_SCOPE = "no scope";
  private static final List<String> CALLERS =
      List.of(NO_TOKEN, NO_SCOPE, "orders", "shop:admin", "dead-letters", "metrics");

  /** Also what takes the place of every path variable, so that each request is the caller's own. */
  private static final String USER = "7";

  private AccessMatrix() {}

  /** As the documentation of the repository has it. */
  public static SortedSet<String> documented(String service) {
    var lines = new TreeSet<String>();
    for (var line : read(Path.of("..", "docs", "security.md"))) {
      var row = ROW.matcher(line);
      if (row.matches() && Set.of("every service", "`" + service + "`").contains(row.group(1))) {
        var scopes =
            SCOPE.matcher(row.group(3)).results().map(m -> m.group(1)).collect(Collectors.toSet());
        for (var caller : CALLERS) {
          boolean in = scopes.isEmpty() ? !caller.equals(NO_TOKEN) : scopes.contains(caller);
          lines.add(
              line(row.group(2), caller, in ? "in" : caller.equals(NO_TOKEN) ? "401" : "403"));
        }
      }
    }
    return lines;
  }

  /** As a running service answers, on all routes that it has. */
  public static SortedSet<String> seen(
      RequestMappingHandlerMapping routes, int port, TestIssuer issuer) {
    var lines = new TreeSet<String>();
    try (var http = HttpClient.newHttpClient()) {
      for (var route : routes(routes)) {
        for (var caller : CALLERS) {
          var token =
              switch (caller) {
                case NO_TOKEN -> null;
                case NO_SCOPE -> issuer.token(USER);
                default -> issuer.token(USER, caller);
              };
          int status =
              http.send(request(route, port, token), BodyHandlers.discarding()).statusCode();
          boolean in = status != 401 && status != 403 && status != 429;
          lines.add(line(route, caller, in ? "in" : Integer.toString(status)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return lines;
  }

  private static String line(String route, String caller, String answer) {
    return "%s with %s: %s".formatted(route, caller, answer);
  }

  /** All but the one that only the servlet container forwards to. */
  private static List<String> routes(RequestMappingHandlerMapping mapping) {
    var routes = new ArrayList<String>();
    for (var info : mapping.getHandlerMethods().keySet()) {
      var methods = info.getMethodsCondition().getMethods();
      for (var path : Objects.requireNonNull(info.getPathPatternsCondition()).getPatternValues()) {
        if (methods.isEmpty() && !path.equals("/error")) {
          routes.add("ANY " + path);
        }
        methods.forEach(method -> routes.add(method + " " + path));
      }
    }
    return routes;
  }

  private static HttpRequest request(String route, int port, @Nullable String token) {
    var method = route.substring(0, route.indexOf(' '));
    var path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[^}]*}", USER);
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.jumun.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The engine and the compose of this machine, where they are. */
final class Docker implements ExecutionCondition {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  static Command docker() {
    return command(Map.of(), "docker");
  }

  /** Compose, of either generation, in the project's directory. */
  static Optional<Command> compose(Map<String, String> environment) {
    return List.of(
            command(environment, "docker", "compose"), command(environment, "docker-compose"))
        .stream()
        .filter(compose -> compose.tryToRun("version").status() == 0)
        .findFirst();
  }

  private static Command command(Map<String, String> environment, String... words) {
    try {
      var log = Path.of("target", "deployment-tests.log").toAbsolutePath();
      Files.createDirectories(log.getParent());
      return new Command(List.of(words), environment, PROJECT, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var missing = missing();
    missing.ifPresent(
        why -> System.out.println("[deployment-tests] " + context.getDisplayName() + ": " + why));
    return missing
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("a Docker engine answers"));
  }

  private static Optional<String> missing() {
    if ("off".equals(System.getenv("JUMUN_DEPLOYMENT_TESTS"))) {
      return Optional.of("SKIPPED, JUMUN_DEPLOYMENT_TESTS is off");
    }
    if (docker().tryToRun("version").status() != 0) {
      return Optional.of("SKIPPED, no Docker engine answers");
    }
    return compose(Map.of()).isPresent()
        ? Optional.empty()
        : Optional.of("SKIPPED, there is neither docker compose nor docker-compose");
  }
}

package io.jumun.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed in {@code k8s/rendered} is what {@code k8s/render} would write now. */
class RenderedTest {

  /** What it is made of: as in {@code k8s/render}. */
  private static final List<String> INPUTS =
      List.of(
          "docker/kustomization.yaml",
          "docker/demo-data",
          "docker/postgres",
          "k8s/base",
          "k8s/local",
          "k8s/prod",
          "k8s/components");

  static List<String> overlays() {
    return Manifests.OVERLAYS;
  }

  @Test
  void itsInputsAreTheSame() throws IOException {
    assertThat(hashes())
        .as("k8s/render has to run again")
        .isEqualTo(
            ProjectFiles.read("k8s/rendered/inputs.sha256")
                .lines()
                .map(line -> line.split(" +", 2))
                .collect(Collectors.toMap(line -> line[1], line -> line[0])));
  }

  /**
   * Where there is a tool to do it: the same objects, whatever its version makes of their order.
   */
  @ParameterizedTest
  @MethodSource("overlays")
  void renderingItAgainChangesNothing(String overlay) throws IOException {
    var kustomize = Kustomize.onThisMachine();
    assumeTrue(kustomize.isPresent(), "no kubectl, no kustomize");
    var again = kustomize.get().render(Manifests.PROJECT.resolve("k8s").resolve(overlay));

    assertThat(Manifests.parse(again).objects())
        .containsExactlyInAnyOrderElementsOf(Manifests.of(overlay).objects());
  }

  private static Map<String, String> hashes() throws IOException {
    var hashes = new TreeMap<String, String>();
    for (var input : INPUTS) {
      try (Stream<Path> files = Files.walk(Manifests.PROJECT.resolve(input))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          hashes.put(
              Manifests.PROJECT.relativize(file).toString().replace('\\', '/'), sha256(file));
        }
      }
    }
    return hashes;
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

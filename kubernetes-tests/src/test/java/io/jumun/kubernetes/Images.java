package io.jumun.kubernetes;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An image is the project's, of its version, or somebody's with a tag that does not move. */
final class Images implements Policy {

  private static final Pattern OURS = Pattern.compile("jumun/[a-z-]+:" + Pattern.quote(version()));
  private static final Pattern EXACT =
      Pattern.compile("[a-z/-]+(:\\d+(\\.\\d+)+|@sha256:[0-9a-f]{64})");

  @Override
  public Stream<String> violations(Manifests manifests) {
    return manifests
        .workloads()
        .flatMap(
            workload ->
                workload
                    .containers()
                    .map(container -> container.path("image").asString())
                    .filter(image -> !isPinned(image))
                    .map(image -> workload + " runs " + image + ", which may become another"));
  }

  private static boolean isPinned(String image) {
    return (image.startsWith("jumun/") ? OURS : EXACT).matcher(image).matches();
  }

  private static String version() {
    return ProjectFiles.firstMatch(
        "pom.xml", "<artifactId>jumun</artifactId>\\s*<version>([^<]+)<");
  }
}

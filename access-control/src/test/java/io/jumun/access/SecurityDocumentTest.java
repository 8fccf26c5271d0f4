package io.jumun.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/security.md} names as proof are there. */
class SecurityDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| (API\\d+) .*\\|([^|]+)\\|");
  private static final Pattern TEST = Pattern.compile("`([a-z-]+)` `(\\w+)#(\\w+)`");

  @Test
  void everyRiskHasAProofThatExists() throws IOException {
    var rows = document().stream().map(ROW::matcher).filter(row -> row.matches()).toList();
    assertThat(rows)
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj(n -> "API" + n).toList());
    assertThat(rows)
        .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).results()).isNotEmpty());
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    var tests =
        document().stream().flatMap(line -> TEST.matcher(line).results()).distinct().toList();
    assertThat(tests).isNotEmpty().allSatisfy(SecurityDocumentTest::exists);
  }

  private static void exists(MatchResult test) throws IOException {
    var name = test.group(2) + ".java";
    try (var files = Files.walk(ROOT.resolve(test.group(1)).resolve("src/test/java"))) {
      var sources = files.filter(file -> file.endsWith(name)).toList();
      assertThat(sources).as(test.group()).hasSize(1);
      assertThat(Files.readString(sources.getFirst()))
          .containsPattern("  void " + test.group(3) + "\\(");
    }
  }

  private static List<String> document() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/security.md"));
  }
}

package io.jumun.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.benchmarks.report.ResultFile;
import io.jumun.benchmarks.system.Kind;
import io.jumun.benchmarks.system.Variant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir private Path directory;

  @Test
  void measuresEachSystemOnce() {
    assertThat(variants())
        .extracting(Variant::label)
        .containsExactly("saga-stack", "synchronous-calls");
  }

  @Test
  void measuresWhatASettingDoesBesideTheShopWithoutIt() {
    var variants = variants("--shop=a=1;b=2", "--twin-shop=b=3", "--jvm=-Dx=1", "--twin-jvm=-Dy=1");

    assertThat(variants)
        .extracting(Variant::label)
        .containsExactly("saga-stack", "saga-stack twin", "synchronous-calls");
    assertThat(variants.getFirst().settings()).containsEntry("a", "1").containsEntry("b", "2");
    assertThat(variants.getFirst().jvm()).containsExactly("-Dx=1");
    assertThat(variants.get(1).settings()).containsEntry("a", "1").containsEntry("b", "3");
    assertThat(variants.get(1).jvm()).containsExactly("-Dx=1", "-Dy=1");
    assertThat(variants.get(2).jvm()).containsExactly("-Dx=1");
  }

  @Test
  void givesEachDatabaseAServerOfItsOwn() {
    assertThat(variants()).extracting(Variant::oneServer).containsExactly(false, false);
    assertThat(variants("--postgres=one"))
        .extracting(Variant::oneServer)
        .containsExactly(true, true);
    assertThat(variants("--twin-postgres=one"))
        .extracting(Variant::oneServer)
        .containsExactly(false, true, false);
    assertThat(variants("--postgres=one", "--twin-postgres=each"))
        .extracting(Variant::oneServer)
        .containsExactly(true, false, true);
    assertThat(variants("--postgres=one", "--twin-jvm=-Dx=1"))
        .extracting(Variant::oneServer)
        .containsExactly(true, true, true);
  }

  @Test
  void givesBaselinesAPoolOfTheirOwn() {
    var settings = variants("--pool=24", "--stock=row-locks").getLast().settings();

    assertThat(settings)
        .containsEntry("spring.datasource.hikari.maximum-pool-size", "24")
        .containsEntry("spring.datasource.hikari.connection-timeout", "60000")
        .containsEntry("baseline.stock", "row-locks");
  }

  private List<Variant> variants(String... arguments) {
    var bench =
        new Bench(Options.parse(arguments), new ResultFile(directory.resolve("results.jsonl")));
    return new Comparison(bench).variants(Kind.SAGA_STACK, Kind.SYNCHRONOUS_CALLS);
  }
}

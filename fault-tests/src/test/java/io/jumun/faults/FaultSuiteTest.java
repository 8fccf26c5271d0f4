package io.jumun.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The short suite: every kind of fault once, then the books. */
class FaultSuiteTest {

  @Test
  void nothing_is_lost_whatever_breaks() throws Exception {
    var options = FaultRunOptions.parse("--seed=" + System.getProperty("faults.seed", "1"));

    var report = new FaultRun(options, new Progress(System.out)).run(Map.of());

    report.writeTo(options.directory());
    System.out.println(report.text());
    assertThat(report.violations()).isEmpty();
  }
}

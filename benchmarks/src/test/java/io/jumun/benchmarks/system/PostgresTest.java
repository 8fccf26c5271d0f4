package io.jumun.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.benchmarks.measure.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PostgresTest {

  private static final String DATABASE = "orders";

  @TempDir private Path directory;

  @Test
  void aFrozenServerStandsStillAsAWholeAndGoesOn() throws Exception {
    try (var postgres = new Postgres(directory, false)) {
      postgres.createDatabase(DATABASE);
      var processes = processes();

      postgres.freeze();

      assertThat(processes).hasSizeGreaterThan(3).allMatch(PostgresTest::takesNoTime);

      postgres.thaw();

      assertThat(processes).noneMatch(pid -> state(pid) == 'T');
      assertThat(postgres.settings())
          .containsEntry("fsync", "on")
          .containsEntry("synchronous_commit", "on");
    }
  }

  @Test
  void aFrozenServerCanBeClosed() throws Exception {
    var postgres = frozen();
    var processes = processes();

    postgres.close();

    await().untilAsserted(() -> assertThat(processes).allMatch(PostgresTest::isGone));
  }

  @Test
  void whatAKilledRunLeftFrozenIsStopped() throws Exception {
    var _ = frozen();
    var processes = processes();

    Postgres.stopLeftovers(directory);

    await().untilAsserted(() -> assertThat(processes).allMatch(PostgresTest::isGone));
  }

  private Postgres frozen() {
    var postgres = new Postgres(directory, false);
    postgres.createDatabase(DATABASE);
    postgres.freeze();
    return postgres;
  }

  private List<Long> processes() {
    long postmaster = Postgres.Server.postmaster(directory.resolve(DATABASE));
    var all = new ArrayList<>(ProcStat.children(postmaster));
    all.add(postmaster);
    return all;
  }

  private static boolean takesNoTime(long pid) {
    return state(pid) == 'T' || isGone(pid);
  }

  private static boolean isGone(long pid) {
    return state(pid) == 'Z'; // or not even waiting to be buried
  }

  /** Of {@code /proc}: T for one that was stopped, Z for one that has ended. */
  private static char state(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return 'Z';
    }
  }
}

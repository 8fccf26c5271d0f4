package io.jumun.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @Test
  void theMedianIsOfTheRounds() {
    var odd = List.of(result(1, "a", 30), result(2, "a", 10), result(3, "a", 20));
    var even = List.of(result(1, "a", 30), result(2, "a", 10));

    assertThat(Figures.of(odd, Result::perSecond).median()).hasValue(20);
    assertThat(Figures.of(even, Result::perSecond).median()).hasValue(20);
    assertThat(Figures.of(List.of(), Result::perSecond).median()).isEmpty();
  }

  @Test
  void ratiosAreTakenWithinARound() {
    var saga = List.of(result(1, "a", 200), result(2, "a", 1_000), result(3, "a", 30));
    var other = List.of(result(1, "b", 100), result(2, "b", 500), result(4, "b", 1));

    assertThat(
            Figures.of(saga, Result::perSecond).medianRatioTo(Figures.of(other, Result::perSecond)))
        .hasValue(2);
  }

  @Test
  void comparesEveryoneWithTheBaseline() {
    var text =
        new Report(
                List.of(result(1, "saga-stack", 3_000), result(1, "single-transaction", 1_500)),
                Map.of("processors", "2"))
            .text();

    assertThat(text)
        .contains("- processors: 2")
        .contains("| 64 | 3,000 (3,000 to 3,000) | 1,500 (1,500 to 1,500) |")
        .contains("Times as many as single-transaction")
        .contains("| 64 clients | 2.00 |")
        .contains("Every answer was right");
  }

  @Test
  void doesNotCountWhatWasWrong() {
    var wrong =
        new Result(
            "capacity",
            1,
            "saga-stack",
            "uniform",
            64,
            0,
            20,
            9,
            9_999,
            1,
            List.of("no coupon"),
            List.of("coupons used: 1, but should be 2"),
            Map.of(),
            Map.of(),
            0,
            0,
            0,
            Map.of());

    var text = new Report(List.of(wrong, result(1, "micro-batched", 5)), Map.of()).text();

    assertThat(text)
        .doesNotContain("9,999")
        .contains("Not counted")
        .contains("no coupon")
        .contains("but should be 2");
  }

  @Test
  void comparesHowLongTheSlowestOfAnOpenLoadTook() {
    var text =
        new Report(List.of(open("saga-stack", 30), open("single-transaction", 20)), Map.of())
            .text();

    assertThat(text)
        .contains("Times as long (p99) as single-transaction")
        .contains("| 100/s | 1.50 |")
        .doesNotContain("Answers per second");
  }

  @Test
  void tellsTheFiguresOfAScenarioByLoad() {
    var text =
        new Report(
                List.of(
                    figures(1, 1, Map.of("relay", 2.0, "step", 4.0)),
                    figures(2, 1, Map.of("relay", 3.0, "step", 4.0)),
                    figures(1, 64, Map.of("relay", 20.0)),
                    Result.ofFigures("idle", 1, "saga-stack", 20, 0, 0, Map.of("all", 8.9))),
                Map.of())
            .text();

    assertThat(text)
        .contains("| figure | saga-stack, 1 clients | saga-stack, 64 clients |")
        .contains("| relay | 2.50 | 20.00 |")
        .contains("| step | 4.00 | – |")
        .contains("| figure | saga-stack |")
        .contains("| all | 8.90 |");
  }

  @Test
  void tellsWhatWasWrongBeforeAnythingWasMeasured() {
    var wrong = Result.ofWarmUp("saga-stack", 64, 1, List.of("a lie"), List.of());

    assertThat(wrong.isSound()).isFalse();
    assertThat(new Report(List.of(wrong), Map.of()).text())
        .contains("warm-up, round 0, saga-stack")
        .contains("a lie")
        .doesNotContain("## ");
  }

  @Test
  void roundsOfALaterRunAreOthers(@TempDir Path directory) {
    var file = new ResultFile(directory.resolve("results.jsonl"));
    assertThat(file.lastRound()).isZero();

    file.append(result(3, "saga-stack", 1));
    file.append(result(2, "saga-stack", 1));

    assertThat(file.lastRound()).isEqualTo(3);
  }

  @Test
  void saysWhenTheMachineWasNotQuiet() {
    var noisy =
        new Result(
            "capacity",
            1,
            "a",
            "uniform",
            1,
            0,
            20,
            9,
            9,
            0,
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            0,
            1.5,
            40,
            Map.of());

    assertThat(new Report(List.of(noisy), Map.of()).text())
        .contains("took 1.5 % of a core at most")
        .contains("In 1 of 1 measurements")
        .contains("was not quiet");
  }

  @Test
  void writesTablesPlotsAndReadsItsResultsAgain(@TempDir Path directory) throws Exception {
    var file = new ResultFile(directory.resolve("results.jsonl"));
    var written = List.of(result(1, "saga-stack", 3), result(1, "single-transaction", 1));
    written.forEach(file::append);

    var ofEarlierResults = Files.createFile(directory.resolve("goals-hot-cpu.png"));
    var ofSomebodyElse = Files.createFile(directory.resolve("holiday.png"));
    var read = file.read();
    new Report(read, Map.of()).writeTo(directory);

    assertThat(read).isEqualTo(written);
    assertThat(Files.readAllLines(directory.resolve("results.jsonl"))).hasSize(2);
    assertThat(directory.resolve("report.md")).isNotEmptyFile();
    assertThat(ofEarlierResults).doesNotExist();
    assertThat(ofSomebodyElse).exists();
    assertThat(directory.resolve("capacity-uniform-throughput.png")).isNotEmptyFile();
    assertThat(directory.resolve("capacity-uniform-64-clients-latency.png")).isNotEmptyFile();
    assertThat(directory.resolve("capacity-uniform-64-clients-cpu.png")).isNotEmptyFile();
  }

  private static Result open(String system, double p99) {
    return new Result(
        "latency",
        1,
        system,
        "uniform",
        0,
        100,
        20,
        2_000,
        100,
        0,
        List.of(),
        List.of(),
        Map.of("p99", p99),
        Map.of(),
        0,
        0,
        0,
        Map.of());
  }

  private static Result figures(int round, int clients, Map<String, Double> figures) {
    return new Result(
        "steps",
        round,
        "saga-stack",
        "uniform",
        clients,
        0,
        20,
        100,
        5,
        0,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        0,
        0,
        0,
        figures);
  }

  private static Result result(int round, String system, double perSecond) {
    return new Result(
        "capacity",
        round,
        system,
        "uniform",
        64,
        0,
        20,
        100,
        perSecond,
        0,
        List.of(),
        List.of(),
        Map.of("p50", 1.0, "p90", 2.0, "p99", 3.0, "p99.9", 4.0, "max", 5.0),
        Map.of("PostgreSQL", 0.25, "application", 0.5),
        0,
        0,
        0,
        Map.of());
  }
}

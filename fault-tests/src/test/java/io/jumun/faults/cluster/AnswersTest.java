package io.jumun.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswersTest {

  private final Answers answers = new Answers();

  @Test
  void whatIsSaidIsHeardOnce() {
    var first = answers.await("ok clock 0");
    answers.hear("something else");
    answers.hear("##ok clock 00");
    assertThat(first).isNotDone();

    answers.hear("##ok clock 0");

    assertThat(first).isCompleted();
    assertThat(answers.await("ok clock 0")).isNotDone();
  }

  @Test
  void aLineMaySayMore() {
    var started = answers.await("started");
    answers.hear("##started 8080");

    assertThat(started).isCompleted();
  }

  @Test
  void anErrorFailsWhatIsAwaitedAndWhatWillBe() {
    var clock = answers.await("ok clock 1");
    answers.hear("##error clock 1: cannot");

    assertThat(clock).isCompletedExceptionally();
    assertThat(answers.await("ok clock 0")).isCompletedExceptionally();
  }

  @Test
  void nothingIsAwaitedOfAProcessThatHasEnded() {
    var crashed = answers.await("crashed before-commit");
    answers.end("it was killed");

    assertThat(crashed).isCompletedExceptionally();
  }
}

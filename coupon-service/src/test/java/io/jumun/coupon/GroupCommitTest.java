package io.jumun.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.dao.TransientDataAccessResourceException;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // join() ignores an interrupt
class GroupCommitTest {

  private static final Executor THREADS = Thread::startVirtualThread;

  private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstMayGo = new CountDownLatch(1);
  private GroupCommit<String, Integer, String> commit =
      new GroupCommit<>(3, Duration.ofHours(1), this::answer);

  @AfterEach
  void nothingIsKept() {
    await().until(() -> commit.keys() == 0);
  }

  @Test
  void aLoneRequestIsCarriedOutAtOnce() {
    assertThat(commit.carryOut("a", 1)).isEqualTo("a1");
    assertThat(commit.carryOut("a", 2)).isEqualTo("a2");
    assertThat(groups).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whatComesMeanwhileIsCarriedOutTogetherInItsOrder() {
    var first = ask("a", 0);
    var others = new ArrayList<CompletableFuture<String>>();
    for (int i = 1; i <= 5; i++) {
      others.add(ask("a", i));
    }
    firstMayGo.countDown();

    assertThat(first.join()).isEqualTo("a0");
    assertThat(others)
        .extracting(CompletableFuture::join)
        .containsExactly("a1", "a2", "a3", "a4", "a5");
    assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5));
  }

  @Test
  void anotherKeyDoesNotWait() {
    var first = ask("a", 0);

    assertThat(commit.carryOut("b", 1)).isEqualTo("b1");
    assertThat(first).isNotDone();
    firstMayGo.countDown();
    assertThat(first.join()).isEqualTo("a0");
  }

  @Test
  void aFailureIsThatOfItsGroupAlone() {
    var first = ask("a", 0);
    var failing = List.of(ask("a", 1), ask("a", -1), ask("a", 2));
    var next = ask("a", 3);
    firstMayGo.countDown();

    assertThat(failing)
        .allSatisfy(
            one ->
                assertThatThrownBy(one::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class));
    assertThat(first.join()).isEqualTo("a0");
    assertThat(next.join()).isEqualTo("a3");
  }

  @Test
  void whoHasWaitedTooLongIsToldSoAndNothingIsDone() {
    commit = new GroupCommit<>(3, Duration.ZERO, this::answer);
    var first = ask("a", 0);
    var second = ask("a", 1);
    firstMayGo.countDown();

    assertThatThrownBy(second::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TransientDataAccessResourceException.class);
    assertThat(first.join()).isEqualTo("a0");
    assertThat(commit.carryOut("a", 2)).isEqualTo("a2");
    assertThat(groups).containsExactly(List.of(0), List.of(2));
  }

  @Test
  void anErrorLeavesNobodyWaiting() {
    commit =
        new GroupCommit<>(
            3,
            Duration.ofHours(1),
            (key, requests) -> {
              answer(key, requests);
              throw new AssertionError("on purpose");
            });
    var first = ask("a", 0);
    var second = ask("a", 1);
    firstMayGo.countDown();

    assertThatThrownBy(first::join).hasCauseInstanceOf(AssertionError.class);
    assertThatThrownBy(second::join).hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void anActionThatForgetsARequestFails() {
    commit = new GroupCommit<>(3, Duration.ofHours(1), (_, _) -> List.of());

    assertThatThrownBy(() -> commit.carryOut("a", 1)).isInstanceOf(IllegalStateException.class);
  }

  /** Returns when the request is in line, or at work. */
  private CompletableFuture<String> ask(String key, int request) {
    int before = groups.size() + commit.waiting(key);
    var answer = CompletableFuture.supplyAsync(() -> commit.carryOut(key, request), THREADS);
    await().until(() -> groups.size() + commit.waiting(key) > before);
    return answer;
  }

  /** Request 0 takes until it may go, and a negative one fails. */
  private List<String> answer(String key, List<Integer> requests) {
    groups.add(requests);
    if (requests.contains(0)) {
      awaitFirst();
    }
    if (requests.stream().anyMatch(request -> request < 0)) {
      throw new IllegalArgumentException("negative");
    }
    return requests.stream().map(request -> key + request).toList();
  }

  private void awaitFirst() {
    try {
      firstMayGo.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

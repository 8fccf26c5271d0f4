package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.balance.BalanceStep.State;
import io.jumun.contracts.BalanceEvent;
import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every order of delivery, duplicates included, cut into batches anyhow. */
class SettlementSimulationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int ORDERS = 20;
  private static final long CHARGED = 1_000;

  private final Account account = new Account(1, NOW);
  private final Map<Long, BalanceStep> steps = new HashMap<>();
  private final List<LedgerEntry> ledger = new ArrayList<>(List.of(account.charge(CHARGED, NOW)));
  private final List<BalanceEvent> outcomes = new ArrayList<>();

  static List<Integer> seeds() {
    return java.util.stream.IntStream.range(0, 200).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neitherLosesNorInventsMoney(int seed) {
    var random = new Random(seed);
    var deliveries = deliveries(random);
    for (int from = 0; from < deliveries.size(); ) {
      int to = Math.min(deliveries.size(), from + 1 + random.nextInt(10));
      settle(deliveries.subList(from, to));
      from = to;
    }

    assertThat(replayed()).isEqualTo(account.balance()).isEqualTo(CHARGED - deducted());
    assertThat(outcomes).doesNotHaveDuplicates();
    for (var step : steps.values()) {
      assertThat(outcomesOf(step.orderId())).isEqualTo(expectedOutcomes(step.state()));
      if (cancelled(step.orderId())) {
        assertThat(step.state()).isNotEqualTo(State.DEDUCTED);
      }
    }
    assertThat(steps).hasSize(ORDERS);
  }

  private static boolean cancelled(long orderId) {
    return orderId % 3 == 0;
  }

  private static List<Instruction> deliveries(Random random) {
    var deliveries = new ArrayList<Instruction>();
    for (long order = 1; order <= ORDERS; order++) {
      long amount = random.nextInt(200);
      var lines = List.of(new PricedLine(7, 1, amount));
      for (int copy = 0; copy <= random.nextInt(3); copy++) {
        deliveries.add(new Payment(order, 1, null, lines, amount, 0, amount));
        if (cancelled(order)) {
          deliveries.add(new Cancellation(order, 1));
        }
      }
    }
    Collections.shuffle(deliveries, random);
    return deliveries;
  }

  private void settle(List<Instruction> batch) {
    var settlement = new Settlement(List.of(account), List.copyOf(steps.values()));
    batch.forEach(instruction -> settlement.apply(instruction, NOW));
    settlement.newSteps().forEach(step -> assertThat(steps.put(step.orderId(), step)).isNull());
    ledger.addAll(settlement.entries());
    outcomes.addAll(settlement.outcomes());
  }

  private long replayed() {
    long balance = 0;
    for (int i = 0; i < ledger.size(); i++) {
      var entry = ledger.get(i);
      balance += entry.type() == EntryType.DEDUCT ? -entry.amount() : entry.amount();
      assertThat(entry.sequence()).isEqualTo(i + 1);
      assertThat(entry.balanceAfter()).isEqualTo(balance).isNotNegative();
    }
    return balance;
  }

  private long deducted() {
    return steps.values().stream()
        .filter(BalanceStep::isDeducted)
        .mapToLong(BalanceStep::amount)
        .sum();
  }

  private List<String> outcomesOf(long orderId) {
    return outcomes.stream()
        .filter(outcome -> outcome.orderId() == orderId)
        .map(outcome -> outcome.getClass().getSimpleName())
        .toList();
  }

  private static List<String> expectedOutcomes(State state) {
    return switch (state) {
      case DEDUCTED -> List.of("BalanceDeducted");
      case REJECTED -> List.of("BalanceDeductionFailed");
      case FENCED -> List.of();
      case REFUNDED -> List.of("BalanceDeducted", "BalanceRefunded");
    };
  }
}

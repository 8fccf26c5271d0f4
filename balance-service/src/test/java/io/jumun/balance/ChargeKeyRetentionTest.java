package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ChargeKeyRetentionTest extends BalanceServiceTest {

  @Autowired ChargeKeyCleanUp cleanUp;

  private void givenAge(long userId, Duration age) {
    jdbc.update(
        "update charge_keys set created_at = now() - make_interval(secs => ?) where user_id = ?",
        age.toSeconds(),
        userId);
  }

  private int keysOf(long userId) {
    return jdbc.queryForList("select 1 from charge_keys where user_id = ?", userId).size();
  }

  private long userWithKey() {
    long userId = newId();
    balances.charge(userId, 1, new IdempotencyKey("key"));
    return userId;
  }

  @Test
  void forgetsAKeyAfterItsRetentionAndNotBefore() {
    long old = userWithKey();
    long young = userWithKey();
    givenAge(old, Duration.ofHours(24).plusMinutes(1));
    givenAge(young, Duration.ofHours(24).minusMinutes(1));

    cleanUp.forgetExpired();

    assertThat(keysOf(old)).isZero();
    assertThat(keysOf(young)).isOne();
  }

  @Test
  void forgetsAllOfMany() {
    long userId = newId();
    jdbc.update(
        """
        insert into charge_keys (user_id, key_sha256, amount, balance_after, created_at)
        select ?, sha256(i::text::bytea), 1, 1, now() - interval '2 days'
        from generate_series(1, 2500) i
        """,
        userId);

    cleanUp.forgetExpired();

    assertThat(keysOf(userId)).isZero();
  }

  @Test
  void doesNotWaitForAnotherReplica() throws Exception {
    long userId = userWithKey();
    givenAge(userId, Duration.ofDays(2));
    var deleted = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    try (var other = Executors.newSingleThreadExecutor()) {
      var replica =
          other.submit(
              () ->
                  transaction.executeWithoutResult(
                      _ -> {
                        cleanUp.forgetExpired();
                        deleted.countDown();
                        awaitUninterrupted(mayCommit);
                      }));
      deleted.await();

      cleanUp.forgetExpired();

      assertThat(keysOf(userId)).as("not committed by the other yet").isOne();
      mayCommit.countDown();
      replica.get(10, TimeUnit.SECONDS);
    }
    assertThat(keysOf(userId)).isZero();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"23h, false", "24h, true", "72h, true"})
  void isAtLeastADay(String retention, boolean accepted) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
        .withUserConfiguration(Settings.class)
        .withPropertyValues("jumun.balance.idempotency-retention=" + retention)
        .run(
            context ->
                assertThat(context.getStartupFailure() == null).as("accepted").isEqualTo(accepted));
  }

  @EnableConfigurationProperties(BalanceProperties.class)
  static class Settings {}
}

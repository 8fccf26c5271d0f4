package io.jumun.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.CouponEvent.CouponRejected.Reason;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouponTermsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "RATE,   10,            20000,               2000",
    "RATE,   10,            19999,               1999",
    "RATE,   33,            100,                 33",
    "RATE,   33,            101,                 33",
    "RATE,   33,            104,                 34",
    "RATE,   1,             99,                  0",
    "RATE,   1,             100,                 1",
    "RATE,   100,           7,                   7",
    "RATE,   50,            0,                   0",
    "RATE,   100,           1000000000000000000, 1000000000000000000",
    "RATE,   99,            1000000000000000000, 990000000000000000",
    "RATE,   93,            999999999999999999,  929999999999999999",
    "RATE,   100,           9223372036854775807, 9223372036854775807",
    "RATE,   99,            9223372036854775807, 9131138316486228048",
    "AMOUNT, 3000,          20000,               3000",
    "AMOUNT, 3000,          3000,                3000",
    "AMOUNT, 3000,          2999,                2999",
    "AMOUNT, 3000,          0,                   0",
    "AMOUNT, 1000000000000, 1000000000000000000, 1000000000000",
  })
  void takesOff(DiscountType type, long value, long total, long discount) {
    assertThat(terms(type, value, null).discountOn(total)).isEqualTo(discount);
  }

  @Test
  void aRateIsExactForEveryTotal() {
    var random = new Random(20261122);
    for (int i = 0; i < 100_000; i++) {
      long total = random.nextLong() >>> 1 >>> random.nextInt(63);
      int rate = 1 + random.nextInt(100);
      var exact =
          BigInteger.valueOf(total)
              .multiply(BigInteger.valueOf(rate))
              .divide(BigInteger.valueOf(100));
      assertThat(terms(DiscountType.RATE, rate, null).discountOn(total))
          .as("%d %% of %d", rate, total)
          .isEqualTo(exact.longValueExact());
    }
  }

  @ParameterizedTest
  @CsvSource({"19999, 1999", "20000, 2000", "20010, 2000", "1000000000000000000, 2000", "5, 0"})
  void capsARate(long total, long discount) {
    assertThat(terms(DiscountType.RATE, 10, 2_000L).discountOn(total)).isEqualTo(discount);
  }

  @Test
  void isValidFromItsFirstToItsLastInstant() {
    var terms = valid(NOON, NOON.plusSeconds(60));

    assertThat(terms.refusal(0, NOON.minusNanos(1_000))).contains(Reason.NOT_YET_VALID);
    assertThat(terms.refusal(0, NOON)).isEmpty();
    assertThat(terms.refusal(0, NOON.plusSeconds(60))).isEmpty();
    assertThat(terms.refusal(0, NOON.plusSeconds(60).plusNanos(1_000))).contains(Reason.EXPIRED);
  }

  @Test
  void isAlwaysValidWithoutAPeriod() {
    assertThat(valid(null, null).refusal(0, Instant.MIN)).isEmpty();
    assertThat(valid(null, null).refusal(0, Instant.MAX)).isEmpty();
  }

  @Test
  void comparesTheMinimumWithTheTotalBeforeTheDiscount() {
    var terms = new CouponTerms("test", DiscountType.AMOUNT, 9_999, null, 10_000L, 1, null, null);

    assertThat(terms.refusal(9_999, NOON)).contains(Reason.BELOW_MINIMUM_ORDER);
    assertThat(terms.refusal(10_000, NOON)).isEmpty();
  }

  private static CouponTerms terms(DiscountType type, long value, @Nullable Long max) {
    return new CouponTerms("test", type, value, max, null, 1, null, null);
  }

  private static CouponTerms valid(@Nullable Instant from, @Nullable Instant until) {
    return new CouponTerms("test", DiscountType.AMOUNT, 1, null, null, 1, from, until);
  }
}

package io.jumun.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.coupon.CouponServiceTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouponIssueTest extends CouponServiceTest {

  @Test
  void issuesACoupon() {
    long user = newId();
    long couponId = campaignOf(2);

    var answer = issueTo(couponId, user);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.location()).isEqualTo("/users/%d/coupons".formatted(user));
    assertThat(answer.data().propertyNames())
        .containsExactly("user_coupon_id", "coupon_id", "user_id", "status");
    assertThat(answer.data().path("coupon_id").asLong()).isEqualTo(couponId);
    assertThat(answer.data().path("user_id").asLong()).isEqualTo(user);
    assertThat(answer.data().path("status").asString()).isEqualTo("ISSUED");
    assertThat(issuedQuantity(couponId)).isEqualTo(1);
  }

  @Test
  void refusesASecondCouponOfOneCampaign() {
    long user = newId();
    long couponId = campaignOf(2);
    issue(couponId, user);

    assertRefused(issueTo(couponId, user), 409, "COUPON_ALREADY_ISSUED");
    assertThat(issuedQuantity(couponId)).isEqualTo(1);
  }

  @Test
  void refusesWhenAllAreIssued() {
    long user = newId();
    long couponId = campaignOf(1);
    issue(couponId, user);

    assertRefused(issueTo(couponId, newId()), 409, "COUPON_SOLD_OUT");
    assertRefused(issueTo(couponId, user), 409, "COUPON_ALREADY_ISSUED");
    assertThat(issuedQuantity(couponId)).isEqualTo(1);
  }

  @Test
  void refusesAfterTheCampaignHasEnded() {
    long couponId =
        campaign(
            "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,"
                + "'validUntil':'2020-01-01T00:00:00Z'");

    assertRefused(issueTo(couponId, newId()), 409, "COUPON_EXPIRED");
    assertThat(issuedQuantity(couponId)).isZero();
  }

  @Test
  void issuesBeforeTheCampaignBegins() {
    long couponId =
        campaign(
            "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,"
                + "'validFrom':'2100-01-01T00:00:00Z'");

    assertThat(issueTo(couponId, newId()).status()).isEqualTo(201);
  }

  @Test
  void doesNotKnowEveryCampaign() {
    for (long unknown : new long[] {Long.MAX_VALUE, 0, -1, Long.MIN_VALUE}) {
      assertRefused(issueTo(unknown, newId()), 404, "COUPON_NOT_FOUND");
    }
    assertRefused(post("/coupons/one/issue", "{'userId':1}"), 400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                              | userId",
        "{'userId':null}                 | userId",
        "{'userId':0}                    | userId",
        "{'userId':-1}                   | userId",
        "{'userId':9223372036854775808}  | userId",
        "{'userId':'1'}                  | userId",
        "{'userId':1.0}                  | userId",
        "{'userId':1,'quantity':2}       | quantity",
        "[]                              | body",
        "nonsense                        | body",
      })
  void namesTheOffendingField(String body, String field) {
    var answer = post("/coupons/%d/issue".formatted(campaignOf(1)), body);

    assertRefused(answer, 400, "INVALID_REQUEST");
    assertThat(answer.message()).contains(field);
  }

  @Test
  void theLargestUserIdIsAUser() {
    assertThat(issueTo(campaignOf(1), Long.MAX_VALUE).status()).isEqualTo(201);
  }

  @Test
  void aThousandUsersAtOnceGetExactlyTheHundredThereAre() throws Exception {
    long couponId = campaignOf(100);

    var codes =
        issueAtOnce(couponId, IntStream.range(0, 1_000).mapToLong(_ -> newId()).boxed().toList());

    assertThat(codes).isEqualTo(Map.of("201", 100L, "409 COUPON_SOLD_OUT", 900L));
    assertThat(issuedQuantity(couponId)).isEqualTo(100);
    assertThat(rowsOf(couponId)).isEqualTo(100);
  }

  @Test
  void aThousandRequestsOfOneUserAtOnceGiveOne() throws Exception {
    long couponId = campaignOf(100);
    long user = newId();

    var codes = issueAtOnce(couponId, IntStream.range(0, 1_000).mapToObj(_ -> user).toList());

    assertThat(codes).isEqualTo(Map.of("201", 1L, "409 COUPON_ALREADY_ISSUED", 999L));
    assertThat(issuedQuantity(couponId)).isEqualTo(1);
    assertThat(rowsOf(couponId)).isEqualTo(1);
  }

  @Test
  void usersWhoAskTwiceTakeNobodysCoupon() throws Exception {
    long couponId = campaignOf(50);
    var users = IntStream.range(0, 50).mapToLong(_ -> newId()).boxed().toList();

    var codes =
        issueAtOnce(couponId, IntStream.range(0, 10).boxed().flatMap(_ -> users.stream()).toList());

    assertThat(codes).isEqualTo(Map.of("201", 50L, "409 COUPON_ALREADY_ISSUED", 450L));
    assertThat(rowsOf(couponId)).isEqualTo(50);
  }

  private Map<String, Long> issueAtOnce(long couponId, List<Long> users) throws Exception {
    var requests =
        users.stream()
            .<Callable<String>>map(
                user ->
                    () -> {
                      var answer = issueTo(couponId, user);
                      return (answer.status() + " " + answer.code()).strip();
                    })
            .toList();
    return allAtOnce(requests).stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private long campaignOf(int quantity) {
    return campaign(
        "'discountType':'AMOUNT','discountValue':1000,'totalQuantity':%d".formatted(quantity));
  }

  private long issuedQuantity(long couponId) {
    return get("/coupons/" + couponId).data().path("issued_quantity").asLong();
  }

  private long rowsOf(long couponId) {
    return jdbc.sql("select count(*) from user_coupons where coupon_id = ?")
        .param(couponId)
        .query(Long.class)
        .single();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).isNotBlank();
  }
}

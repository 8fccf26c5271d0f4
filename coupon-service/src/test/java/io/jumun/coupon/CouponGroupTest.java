package io.jumun.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jumun.coupon.IssueResult.Issued;
import io.jumun.coupon.IssueResult.Refused;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CouponGroupTest extends CouponServiceTest {

  @Autowired private CouponIssue issue;
  @Autowired private PlatformTransactionManager manager;

  /** One is being served while five come: two of them, one twice, and two for whom none is left. */
  @Test
  void theLastCouponsOfACampaignGoToTheFirstOfAGroup() throws SQLException {
    long coupon = campaign("'discountType':'AMOUNT','discountValue':1,'totalQuantity':3");
    long first = newId();
    // Ids fall, so that what is inserted first is not what came first.
    long d = newId();
    long c = newId();
    long b = newId();
    long a = newId();
    var answers = new ArrayList<CompletableFuture<IssueResult>>();

    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select from coupons where coupon_id = %d for no key update".formatted(coupon));
      answers.add(ask(coupon, first));
      eventually().until(() -> waitingForTheCounter() == 1);
      for (long user : new long[] {a, b, a, c, d}) {
        int before = issue.waiting(coupon);
        answers.add(ask(coupon, user));
        eventually().until(() -> issue.waiting(coupon) > before);
      }
      connection.commit();
    }

    assertThat(answers.stream().map(CompletableFuture::join))
        .extracting(answer -> answer instanceof Issued issued ? (Object) issued.userId() : answer)
        .containsExactly(first, a, b, Refused.ALREADY_ISSUED, Refused.SOLD_OUT, Refused.SOLD_OUT);
    assertThat(get("/coupons/" + coupon).data().path("issued_quantity").asLong()).isEqualTo(3);
    assertThat(holders(coupon)).isEqualTo(3);
  }

  @Test
  void issuesInNobodyElsesTransaction() {
    long coupon = campaign("'discountType':'AMOUNT','discountValue':1,'totalQuantity':3");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new TransactionTemplate(manager)
                    .executeWithoutResult(_ -> issue.issue(coupon, newId())));
    assertThat(holders(coupon)).isZero();
  }

  private CompletableFuture<IssueResult> ask(long coupon, long user) {
    return CompletableFuture.supplyAsync(
        () -> issue.issue(coupon, user), Thread::startVirtualThread);
  }

  private long waitingForTheCounter() {
    return jdbc.sql(
            """
            select count(*) from pg_stat_activity where datname = current_database()
            and wait_event_type = 'Lock' and query like 'update coupons%'
            """)
        .query(Long.class)
        .single();
  }

  private long holders(long coupon) {
    return jdbc.sql("select count(*) from user_coupons where coupon_id = ?")
        .param(coupon)
        .query(Long.class)
        .single();
  }
}

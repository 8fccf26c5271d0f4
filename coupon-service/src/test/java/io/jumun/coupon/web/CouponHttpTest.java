package io.jumun.coupon.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.coupon.CouponServiceTest;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CouponHttpTest extends CouponServiceTest {

  @Test
  void createsACampaign() {
    var created =
        post(
            "/coupons",
            """
            {'name':'가을 세일','discountType':'RATE','discountValue':10,'maxDiscountAmount':5000,
             'minOrderAmount':10000,'totalQuantity':100,
             'validFrom':'2026-01-01T00:00:00Z','validUntil':'2100-01-01T00:00:00.123456789Z'}
            """);

    assertThat(created.status()).isEqualTo(201);
    long id = created.data().path("coupon_id").asLong();
    assertThat(created.location()).isEqualTo("/coupons/" + id);
    assertThat(created.body().path("status").asString()).isEqualTo("SUCCESS");
    assertThat(created.data().toString())
        .isEqualTo(
            """
            {'coupon_id':%d,'name':'가을 세일','discount_type':'RATE','discount_value':10,\
            'max_discount_amount':5000,'min_order_amount':10000,'total_quantity':100,\
            'issued_quantity':0,'valid_from':'2026-01-01T00:00:00Z',\
            'valid_until':'2100-01-01T00:00:00.123456Z'}\
            """
                .formatted(id)
                .replace('\'', '"'));
    assertThat(get(created.location()).data()).isEqualTo(created.data());
  }

  @Test
  void leavesOutWhatACampaignDoesNotHave() {
    var created =
        post(
            "/coupons",
            "{'name':'a','discountType':'AMOUNT','discountValue':1000000000000,"
                + "'totalQuantity':1000000000}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.data().propertyNames())
        .containsExactly(
            "coupon_id",
            "name",
            "discount_type",
            "discount_value",
            "total_quantity",
            "issued_quantity");
    assertThat(get(created.location()).data()).isEqualTo(created.data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'discountType':'RATE','discountValue':1,'totalQuantity':1",
        "'discountType':'RATE','discountValue':100,'totalQuantity':1",
        "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1",
        "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,'minOrderAmount':0",
        "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,'minOrderAmount':9223372036854775807",
        "'discountType':'AMOUNT','discountValue':5,'totalQuantity':1,'maxDiscountAmount':5",
        "'discountType':'RATE','discountValue':1,'totalQuantity':1,'maxDiscountAmount':9223372036854775807",
        "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,'validFrom':'0001-01-01T00:00:00Z','validUntil':'9999-12-31T23:59:59.999999Z'",
        "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,'validUntil':'2026-01-01T00:00:00+09:00'",
        "'discountType':'AMOUNT','discountValue':1,'totalQuantity':1,'validUntil':null",
      })
  void acceptsTheBounds(String fields) {
    long id = campaign(fields);

    assertThat(id).isPositive();
    assertThat(get("/coupons/" + id).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'name':null                                  | name",
        "'name':''                                    | name",
        "'name':' '                                   | name",
        "'name':{}                                    | name",
        "'name':'a\\u0000b'                           | name",
        "'name':'a\\ud800b'                           | name",
        "'discountType':null                          | discountType",
        "'discountType':'amount'                      | discountType",
        "'discountType':0                             | discountType",
        "'discountValue':null                         | discountValue",
        "'discountValue':0                            | discountValue",
        "'discountValue':-1                           | discountValue",
        "'discountValue':101                          | discountValue",
        "'discountValue':9223372036854775807          | discountValue",
        "'discountValue':9223372036854775808          | discountValue",
        "'discountValue':1.5                          | discountValue",
        "'discountValue':'1'                          | discountValue",
        "'discountType':'AMOUNT','discountValue':1000000000001 | discountValue",
        "'discountType':'AMOUNT','discountValue':2,'maxDiscountAmount':1 | maxDiscountAmount",
        "'maxDiscountAmount':0                        | maxDiscountAmount",
        "'maxDiscountAmount':-9223372036854775808     | maxDiscountAmount",
        "'minOrderAmount':-1                          | minOrderAmount",
        "'minOrderAmount':9223372036854775808         | minOrderAmount",
        "'totalQuantity':null                         | totalQuantity",
        "'totalQuantity':0                            | totalQuantity",
        "'totalQuantity':1000000001                   | totalQuantity",
        "'totalQuantity':9223372036854775807          | totalQuantity",
        "'validFrom':'yesterday'                      | validFrom",
        "'validFrom':''                               | validFrom",
        "'validFrom':'2026-01-01T00:00:00'            | validFrom",
        "'validFrom':'2026-02-30T00:00:00Z'           | validFrom",
        "'validFrom':0                                | validFrom",
        "'validFrom':true                             | validFrom",
        "'validFrom':{}                               | validFrom",
        "'validFrom':'+1000000000-12-31T23:59:59Z'    | validFrom",
        "'validFrom':'-1000000000-01-01T00:00:00Z'    | validFrom",
        "'validUntil':'+10000-01-01T00:00:00Z'        | validUntil",
        "'validUntil':99999999999999999999            | validUntil",
        "'validUntil':9223372036854775807             | validUntil",
        "'validUntil':1e30                            | validUntil",
        "'validUntil':1e999999999                     | validUntil",
        "'validFrom':'2027-01-01T00:00:00Z','validUntil':'2027-01-01T00:00:00Z' | validFrom",
        "'validFrom':'2027-01-01T00:00:00.0000001Z','validUntil':'2027-01-01T00:00:00.0000009Z' |"
            + " validFrom",
        "'validFrom':'2027-01-02T00:00:00Z','validUntil':'2027-01-01T00:00:00Z' | validFrom",
        "'issuedQuantity':1                           | issuedQuantity",
      })
  void namesTheOffendingField(String fields, String field) {
    var answer = post("/coupons", merged(fields));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.message()).contains(field);
  }

  /** A good request in which only the given fields are others. */
  private static String merged(String fields) {
    var request = new ArrayList<String>();
    for (var field :
        new String[] {
          "'name':'a'", "'discountType':'RATE'", "'discountValue':10", "'totalQuantity':1"
        }) {
      if (!fields.contains(field.substring(0, field.indexOf(':') + 1))) {
        request.add(field);
      }
    }
    request.add(fields);
    return "{" + String.join(",", request) + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "discountType", "discountValue", "totalQuantity"})
  void namesAMissingField(String field) {
    var body =
        "{'name':'a','discountType':'RATE','discountValue':10,'totalQuantity':1}"
            .replaceAll("'%s':[^,}]+,?".formatted(field), "")
            .replace(",}", "}");

    var answer = post("/coupons", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith(field + ":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/coupons/9223372036854775807  | 404 | COUPON_NOT_FOUND",
        "/coupons/0                    | 404 | COUPON_NOT_FOUND",
        "/coupons/-1                   | 404 | COUPON_NOT_FOUND",
        "/coupons/9223372036854775808  | 400 | INVALID_REQUEST",
        "/coupons/one                  | 400 | INVALID_REQUEST",
        "/coupons                      | 405 | METHOD_NOT_ALLOWED",
        "/users/0/coupons              | 400 | INVALID_REQUEST",
        "/users/one/coupons            | 400 | INVALID_REQUEST",
        "/users/1/coupons?limit=0      | 400 | INVALID_REQUEST",
        "/users/1/coupons?limit=101    | 400 | INVALID_REQUEST",
        "/users/1/coupons?limit=x      | 400 | INVALID_REQUEST",
        "/users/1/coupons?cursor=x     | 400 | INVALID_REQUEST",
      })
  void answersWhatItCannotFindOrRead(String path, int status, String code) {
    var answer = get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
  void anyNumberIsACursor(long cursor) {
    var answer = get("/users/%d/coupons?cursor=%d".formatted(newId(), cursor));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().path("items").isEmpty()).isTrue();
    assertThat(answer.data().has("next_cursor")).isFalse();
  }

  @Test
  void listsWhatAUserHoldsNewestFirstPageByPage() {
    long user = newId();
    var issued = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      issued.addFirst(
          issue(campaign("'discountType':'AMOUNT','discountValue':7,'totalQuantity':2"), user));
    }
    issue(campaign("'discountType':'AMOUNT','discountValue':7,'totalQuantity':2"), newId());

    var listed = new ArrayList<Long>();
    var cursors = new HashSet<String>();
    var page = get("/users/%d/coupons?limit=2".formatted(user)).data();
    while (true) {
      page.path("items").forEach(item -> listed.add(item.path("user_coupon_id").asLong()));
      if (!page.has("next_cursor")) {
        break;
      }
      assertThat(page.path("items").size()).isEqualTo(2);
      var cursor = page.path("next_cursor").asString();
      assertThat(cursors.add(cursor)).isTrue();
      page = get("/users/%d/coupons?limit=2&cursor=%s".formatted(user, cursor)).data();
    }

    assertThat(listed).isEqualTo(issued);
  }

  @Test
  void showsAnIssuedCouponWithItsCampaign() {
    long user = newId();
    long couponId =
        campaign(
            "'discountType':'RATE','discountValue':15,'totalQuantity':2,"
                + "'validUntil':'2100-01-01T00:00:00Z'");
    long userCouponId = issue(couponId, user);

    var item = get("/users/%d/coupons".formatted(user)).data().path("items").path(0);

    assertThat(item.propertyNames())
        .containsExactly(
            "user_coupon_id",
            "coupon_id",
            "name",
            "discount_type",
            "discount_value",
            "status",
            "issued_at",
            "valid_until");
    assertThat(item.path("user_coupon_id").asLong()).isEqualTo(userCouponId);
    assertThat(item.path("coupon_id").asLong()).isEqualTo(couponId);
    assertThat(item.path("name").asString()).isEqualTo("test");
    assertThat(item.path("discount_type").asString()).isEqualTo("RATE");
    assertThat(item.path("discount_value").asLong()).isEqualTo(15);
    assertThat(item.path("status").asString()).isEqualTo("ISSUED");
  }

  @Test
  void anIssuedCouponExpiresWithItsCampaign() {
    long user = newId();
    long couponId = campaign("'discountType':'AMOUNT','discountValue':1,'totalQuantity':1");
    issue(couponId, user);
    endCampaign(couponId);

    var item = get("/users/%d/coupons".formatted(user)).data().path("items").path(0);

    assertThat(item.path("status").asString()).isEqualTo("EXPIRED");
  }

  private void endCampaign(long couponId) {
    jdbc.sql("update coupons set valid_until = now() - interval '1 second' where coupon_id = ?")
        .param(couponId)
        .update();
  }
}

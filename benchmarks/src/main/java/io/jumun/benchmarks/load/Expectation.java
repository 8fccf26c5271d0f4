package io.jumun.benchmarks.load;

/** What a right answer looks like. */
public sealed interface Expectation {

  boolean isMetBy(Answer answer);

  /** Paid, to the unit; the order that the body names is the one that {@code Location} does. */
  record Paid(long finalAmount) implements Expectation {

    private static final String HEAD =
        "{\"status\":\"SUCCESS\",\"message\":\"주문 및 결제가 성공적으로 완료되었습니다!\",\"data\":{\"order_id\":";
    private static final String LOCATION = "/orders/";

    @Override
    public boolean isMetBy(Answer answer) {
      return answer.status() == 200
          && answer.location().startsWith(LOCATION)
          && answer
              .body()
              .equals(
                  HEAD
                      + answer.location().substring(LOCATION.length())
                      + ",\"final_amount\":"
                      + finalAmount
                      + "}}");
    }
  }

  /** Refused for just this reason, as an order that exists. */
  record Refused(int status, String code) implements Expectation {

    static final Refused OUT_OF_STOCK = new Refused(409, "PRODUCT_OUT_OF_STOCK");
    static final Refused COUPON_INVALID = new Refused(400, "COUPON_INVALID");
    static final Refused INSUFFICIENT_BALANCE = new Refused(402, "INSUFFICIENT_BALANCE");

    @Override
    public boolean isMetBy(Answer answer) {
      return answer.status() == status
          && answer.location().startsWith("/orders/")
          && answer
              .body()
              .startsWith("{\"status\":\"FAIL\",\"code\":\"" + code + "\",\"message\":\"");
    }
  }

  /** A coupon for this user, or none because there are none left. */
  record IssuedOrSoldOut(long couponId, long userId) implements Expectation {

    @Override
    public boolean isMetBy(Answer answer) {
      return switch (answer.status()) {
        case 201 ->
            answer.body().startsWith("{\"status\":\"SUCCESS\",\"data\":{\"user_coupon_id\":")
                && answer
                    .body()
                    .endsWith(
                        ",\"coupon_id\":%d,\"user_id\":%d,\"status\":\"ISSUED\"}}"
                            .formatted(couponId, userId));
        case 409 -> answer.body().startsWith("{\"status\":\"FAIL\",\"code\":\"COUPON_SOLD_OUT\"");
        default -> false;
      };
    }
  }
}

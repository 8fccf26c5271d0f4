package io.jumun.benchmarks.load;

import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws requests of a workload, for one client. The same seed draws the same orders. */
public final class Requests {

  private static final HexFormat HEX = HexFormat.of();

  private final Workload workload;
  private final CouponSource coupons;
  private final SplittableRandom random;
  private final String keyPrefix;
  private long drawn;

  /**
   * @param name unique among all that draw for a system: keys and traces are made of it
   */
  public Requests(Workload workload, CouponSource coupons, String name, long seed) {
    this.workload = workload;
    this.coupons = coupons;
    this.random = new SplittableRandom(seed);
    this.keyPrefix = name + "-";
  }

  public Request next() {
    drawn++;
    return switch (workload) {
      case UNIFORM -> purchase(lines());
      case HOT -> purchase(hotLines());
      case REJECTIONS -> random.nextInt(3) == 0 ? rejected() : purchase(lines());
      case COUPONS -> wish();
    };
  }

  private Request purchase(SortedMap<Long, Integer> lines) {
    long total = total(lines);
    if (random.nextInt(3) == 0) {
      var coupon = coupons.next();
      return order(
          coupon.userId(),
          lines,
          coupon.couponId(),
          new Expectation.Paid(total - Catalog.discount(total)));
    }
    return order(user(), lines, 0, new Expectation.Paid(total));
  }

  /** One that fails at the stock, at the coupon, or at the balance; a coupon with every third. */
  private Request rejected() {
    var lines = lines();
    return switch (random.nextInt(3)) {
      case 0 -> {
        lines.put(Catalog.PRODUCTS + 1L + random.nextInt(Catalog.SOLD_OUT_PRODUCTS), 1);
        yield order(user(), lines, 0, Expectation.Refused.OUT_OF_STOCK);
      }
      case 1 -> order(user(), lines, Catalog.NO_CAMPAIGN, Expectation.Refused.COUPON_INVALID);
      default -> {
        if (random.nextInt(3) == 0) {
          var coupon = coupons.nextOfPoor();
          yield order(
              coupon.userId(), lines, coupon.couponId(), Expectation.Refused.INSUFFICIENT_BALANCE);
        }
        long poor = Catalog.USERS + 1L + random.nextInt(Catalog.POOR_USERS);
        yield order(poor, lines, 0, Expectation.Refused.INSUFFICIENT_BALANCE);
      }
    };
  }

  private Request wish() {
    var wish = coupons.nextWish();
    return new Request(
        Request.Target.COUPONS,
        http("/coupons/" + wish.couponId() + "/issue", "", "{\"userId\":" + wish.userId() + "}"),
        new Expectation.IssuedOrSoldOut(wish.couponId(), wish.userId()));
  }

  private Request order(
      long userId, SortedMap<Long, Integer> lines, long couponId, Expectation expected) {
    var body = new StringBuilder(128).append("{\"userId\":").append(userId).append(",\"items\":[");
    char separator = ' ';
    for (var line : lines.entrySet()) {
      body.append(separator)
          .append("{\"productId\":")
          .append(line.getKey())
          .append(",\"quantity\":")
          .append(line.getValue())
          .append('}');
      separator = ',';
    }
    body.append(']');
    if (couponId != 0) {
      body.append(",\"couponId\":").append(couponId);
    }
    return new Request(
        Request.Target.ORDERS,
        http("/orders", "Idempotency-Key: " + keyPrefix + drawn + "\r\n", body + "}"),
        expected);
  }

  private String http(String path, String headers, String body) {
    var head = new StringBuilder(320);
    head.append("POST ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Content-Type: application/json\r\n").append(headers);
    head.append("traceparent: 00-").append(hex()).append(hex()).append('-').append(hex());
    head.append("-01\r\nContent-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return head.toString();
  }

  private String hex() {
    return HEX.toHexDigits(random.nextLong() | 1); // all zeros is no id
  }

  private long user() {
    return 1L + random.nextInt(Catalog.USERS);
  }

  private SortedMap<Long, Integer> lines() {
    var lines = new TreeMap<Long, Integer>();
    add(lines, 1 + random.nextInt(3));
    return lines;
  }

  private SortedMap<Long, Integer> hotLines() {
    var lines = new TreeMap<Long, Integer>();
    lines.put(Catalog.HOT_PRODUCT, 1);
    add(lines, random.nextInt(3));
    return lines;
  }

  private void add(SortedMap<Long, Integer> lines, int count) {
    int wanted = lines.size() + count;
    while (lines.size() < wanted) {
      lines.putIfAbsent(1L + random.nextInt(Catalog.PRODUCTS), 1 + random.nextInt(3));
    }
  }

  private static long total(SortedMap<Long, Integer> lines) {
    long total = 0;
    for (var line : lines.entrySet()) {
      total += Catalog.price(line.getKey()) * line.getValue();
    }
    return total;
  }
}

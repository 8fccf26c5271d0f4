package io.jumun.benchmarks.load;

/** Coupons of a test, numbered as they are drawn. */
class Coupons implements CouponSource {

  private long drawn;

  @Override
  public Held next() {
    return new Held(1, ++drawn);
  }

  @Override
  public Held nextOfPoor() {
    return new Held(1, Catalog.USERS + ++drawn);
  }

  @Override
  public Held nextWish() {
    return new Held(2, ++drawn);
  }
}

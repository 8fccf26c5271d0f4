package io.jumun.coupon;

import io.jumun.testing.DatabaseRolesContract;
import io.jumun.testing.TestDatabase;
import java.util.Set;

class PrivilegesTest extends CouponServiceTest implements DatabaseRolesContract {

  @Override
  public TestDatabase database() {
    return DATABASE;
  }

  @Override
  public Set<String> appendOnly() {
    return Set.of("outbox");
  }
}

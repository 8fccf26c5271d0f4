package io.jumun.product;

import io.jumun.testing.DatabaseRolesContract;
import io.jumun.testing.TestDatabase;
import java.util.Set;

class PrivilegesTest extends ProductServiceTest implements DatabaseRolesContract {

  @Override
  public TestDatabase database() {
    return DATABASE;
  }

  @Override
  public Set<String> appendOnly() {
    return Set.of("outbox", "stock_reservation_lines");
  }
}

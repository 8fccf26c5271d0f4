package io.jumun.order;

import io.jumun.testing.DatabaseRolesContract;
import io.jumun.testing.TestDatabase;
import java.util.Set;

class PrivilegesTest extends OrderServiceTest implements DatabaseRolesContract {

  @Override
  public TestDatabase database() {
    return DATABASE;
  }

  @Override
  public Set<String> appendOnly() {
    return Set.of("outbox");
  }
}

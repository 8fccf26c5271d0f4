package io.jumun.benchmarks.system;

/** What a database is for; one database may have all roles. */
public enum Role {
  ORDERS("orders", "db/order"),
  PRODUCTS("products", "db/product"),
  COUPONS("coupons", "db/coupon"),
  BALANCES("balances", "db/balance"),
  DATAPLATFORM("dataplatform", "db/dataplatform");

  private final String database;
  private final String migrations;

  Role(String database, String migrations) {
    this.database = database;
    this.migrations = migrations;
  }

  /** Where each role has a database of its own. */
  String database() {
    return database;
  }

  String migrations() {
    return migrations;
  }
}

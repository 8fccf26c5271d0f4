package io.jumun.benchmarks.system;

import io.jumun.benchmarks.load.Catalog;

/** Puts products and balances into databases that are empty; the same everywhere. */
final class Seed {

  private static final String PRODUCTS =
      """
      insert into products (product_id, name, price, stock, created_at) overriding system value
      select i, 'product ' || i, %s, case when i <= ? then ? else 0 end, now()
      from generate_series(1, ?) as i
      """
          .formatted(Catalog.PRICE_SQL.formatted("i"));

  private static final String ACCOUNTS =
      """
      insert into accounts (user_id, balance, last_sequence, created_at)
      select i, case when i <= ? then ? else 0 end, case when i <= ? then 1 else 0 end, now()
      from generate_series(1, ?) as i
      """;

  private static final String CHARGES =
      """
      insert into ledger_entries (user_id, sequence, type, amount, balance_after, created_at)
      select user_id, 1, 'CHARGE', balance, balance, now() from accounts where balance > 0
      """;

  private Seed() {}

  static void fill(Databases databases) {
    databases.execute(
        Role.PRODUCTS,
        PRODUCTS,
        Catalog.PRODUCTS,
        Catalog.STOCK,
        Catalog.PRODUCTS + Catalog.SOLD_OUT_PRODUCTS);
    databases.execute(
        Role.BALANCES,
        ACCOUNTS,
        Catalog.USERS,
        Catalog.BALANCE,
        Catalog.USERS,
        Catalog.USERS + Catalog.POOR_USERS);
    databases.execute(Role.BALANCES, CHARGES);
  }
}

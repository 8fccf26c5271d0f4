package io.jumun.benchmarks.system;

import io.jumun.benchmarks.load.Catalog;

/**
 * Paid orders of two lines each, as if they had been placed before: in the tables of the orders,
 * and in those of everybody who has taken part. Not in the outbox, whose rows go after days.
 */
final class StoredOrders {

  /** Order i + 1 is of user 1 + i % users; its lines follow each other in the catalogue. */
  private static final String ORDERS_SQL =
      """
      select i + 1 as order_id, 1 + i %% %1$d as user_id, i / %1$d as earlier,
        1 + i * 31 %% %2$d as product_a, 1 + (i * 31 + 1) %% %2$d as product_b,
        now() - interval '1 hour' + i * interval '1 microsecond' as placed
      from generate_series(0::bigint, ? - 1) as i
      """
          .formatted(Catalog.USERS, Catalog.PRODUCTS);

  private static final String AMOUNT =
      Catalog.PRICE_SQL.formatted("product_a") + " + " + Catalog.PRICE_SQL.formatted("product_b");

  private static final String LINE =
      "(select product_a as product_id union all select product_b) as line";

  private final Databases databases;
  private final long count;

  StoredOrders(Databases databases, long count) {
    this.databases = databases;
    this.count = count;
  }

  void fill() {
    orders();
    balances();
    if (databases.all().size() > 1) {
      participants();
    }
    if (databases.has(Role.DATAPLATFORM)) {
      insert(Role.ORDERS, "update settlement_cursors set next_order_id = ? + 1");
      deliveries();
    }
  }

  private void orders() {
    insert(
        Role.ORDERS,
        """
        insert into orders (order_id, user_id, status, total_amount, discount_amount, final_amount,
          created_at, deadline_at, completed_at)
        select order_id, user_id, 'PAID', %1$s, 0, %1$s, placed, placed + interval '5 seconds',
          placed + interval '10 milliseconds'
        from (%2$s) as o
        """
            .formatted(AMOUNT, ORDERS_SQL));
    insert(
        Role.ORDERS,
        """
        insert into order_lines (order_id, product_id, quantity, unit_price)
        select order_id, product_id, 1, %1$s from (%2$s) as o, lateral %3$s
        """
            .formatted(Catalog.PRICE_SQL.formatted("product_id"), ORDERS_SQL, LINE));
    insert(
        Role.ORDERS,
        """
        insert into idempotency_keys (user_id, key_hash, fingerprint, order_id)
        select user_id, sha256(order_id::text::bytea), sha256(order_id::text::bytea), order_id
        from (%s) as o
        """
            .formatted(ORDERS_SQL));
    // The ids of a block follow its first, whichever end of it that is.
    insert(Role.ORDERS, "select setval('order_ids', (? / 50 + 2) * 50 + 1)");
  }

  private void balances() {
    insert(
        Role.BALANCES,
        """
        with deductions as (
          select o.*, %1$s as amount,
            sum(%1$s) over (partition by user_id order by order_id) as so_far
          from (%2$s) as o
        )
        insert into ledger_entries
          (user_id, sequence, type, amount, balance_after, order_id, created_at)
        select user_id, last_sequence + 1 + earlier, 'DEDUCT', amount, balance - so_far, order_id, placed
        from deductions join accounts using (user_id)
        """
            .formatted(AMOUNT, ORDERS_SQL));
    databases.execute(
        Role.BALANCES,
        """
        update accounts a set balance = l.balance_after, last_sequence = l.sequence
        from (select distinct on (user_id) user_id, sequence, balance_after
              from ledger_entries order by user_id, sequence desc) as l
        where a.user_id = l.user_id
        """);
  }

  private void participants() {
    insert(
        Role.PRODUCTS,
        """
        insert into stock_reservations (order_id, user_id, state, created_at, updated_at)
        select order_id, user_id, 'RESERVED', placed, placed from (%s) as o
        """
            .formatted(ORDERS_SQL));
    insert(
        Role.PRODUCTS,
        """
        insert into stock_reservation_lines (order_id, product_id, quantity, unit_price)
        select order_id, product_id, 1, %1$s from (%2$s) as o, lateral %3$s
        """
            .formatted(Catalog.PRICE_SQL.formatted("product_id"), ORDERS_SQL, LINE));
    insert(
        Role.BALANCES,
        """
        insert into balance_steps (order_id, user_id, state, amount, created_at, updated_at)
        select order_id, user_id, 'DEDUCTED', %1$s, placed, placed from (%2$s) as o
        """
            .formatted(AMOUNT, ORDERS_SQL));
  }

  private void deliveries() {
    insert(
        Role.DATAPLATFORM,
        """
        insert into deliveries (event_id, order_id, type, payload, headers, record_partition,
          record_offset, status, attempts, created_at, delivered_at)
        select gen_random_uuid(), order_id, 'io.jumun.OrderPaid.v1',
          json_build_object('orderId', order_id, 'userId', user_id), '{}', 0, order_id,
          'DELIVERED', 1, placed, placed
        from (%s) as o
        """
            .formatted(ORDERS_SQL));
  }

  private void insert(Role role, String statement) {
    databases.execute(role, statement, count);
  }
}

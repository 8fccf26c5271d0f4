package io.jumun.order;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OrderRepository extends Repository<Order, Long> {

  /** Waits for whoever holds one of them; always in id order, so that nobody waits in a circle. */
  @Query(
      value = "select * from orders where order_id = any(:ids) order by order_id for update",
      nativeQuery = true)
  List<Order> lockAll(Long[] ids);

  /** Leaves aside what another replica is deciding right now. */
  @Query(
      value =
          """
          select * from orders
          where status = 'PENDING' and deadline_at <= now()
          order by deadline_at limit :limit
          for update skip locked
          """,
      nativeQuery = true)
  List<Order> lockOverdue(int limit);
}

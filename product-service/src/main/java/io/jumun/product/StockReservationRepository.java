package io.jumun.product;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StockReservationRepository extends Repository<StockReservation, Long> {

  /** Locks one after another in the order of their ids; orders not decided yet are left out. */
  @Query(
      value =
          """
          select * from stock_reservations where order_id = any(:orderIds)
          order by order_id for update
          """,
      nativeQuery = true)
  List<StockReservation> lockAll(Long[] orderIds);
}

package io.jumun.balance;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface BalanceStepRepository extends Repository<BalanceStep, Long> {

  @Query(
      value =
          "select * from balance_steps where order_id = any(:orderIds) order by order_id for"
              + " update",
      nativeQuery = true)
  List<BalanceStep> lockAll(Long[] orderIds);
}

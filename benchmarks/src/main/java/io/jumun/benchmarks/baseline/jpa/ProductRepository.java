package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, Long> {

  @Query("select p from Product p where p.productId in :ids order by p.productId")
  List<Product> findAll(Collection<Long> ids);

  /** In the order of ids, so that two orders do not wait for each other. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select p from Product p where p.productId in :ids order by p.productId")
  List<Product> lockAll(Collection<Long> ids);

  @Modifying
  @Query(
      "update Product p set p.stock = p.stock - :quantity where p.productId = :id and p.stock >="
          + " :quantity")
  int take(long id, long quantity);

  @Modifying
  @Query("update Product p set p.stock = p.stock + :quantity where p.productId = :id")
  int giveBack(long id, long quantity);
}

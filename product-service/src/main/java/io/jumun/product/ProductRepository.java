package io.jumun.product;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, Long> {

  Product save(Product product);

  Optional<Product> findById(long productId);

  boolean existsById(long productId);

  List<Product> findByProductIdGreaterThanOrderByProductId(long after, Limit limit);

  /**
   * One statement, so that no reservation can come between reading the stock and writing it.
   *
   * @return 0 when there is no such product or its stock would exceed the limit
   */
  @Modifying
  @Query(
      """
      update Product p set p.stock = p.stock + :quantity
      where p.productId = :productId and p.stock + :quantity <= :limit
      """)
  int restock(long productId, long quantity, long limit);
}

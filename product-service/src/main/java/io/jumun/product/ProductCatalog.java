package io.jumun.product;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be ordered. */
@Service
@Transactional
public class ProductCatalog {

  /** Restocking never raises a product's stock above this. */
  public static final long MAX_STOCK = 1_000_000_000_000L;

  private final ProductRepository products;
  private final Clock clock;

  ProductCatalog(ProductRepository products, Clock clock) {
    this.products = products;
    this.clock = clock;
  }

  /**
   * @param price of one unit, in minor units
   */
  public Product add(String name, long price, long stock) {
    return products.save(new Product(null, name, price, stock, clock.instant()));
  }

  @Transactional(readOnly = true)
  public Optional<Product> find(long productId) {
    return products.findById(productId);
  }

  /** At most {@code limit} products with an id above {@code after}, ascending by id. */
  @Transactional(readOnly = true)
  public List<Product> list(long after, int limit) {
    return products.findByProductIdGreaterThanOrderByProductId(after, Limit.of(limit));
  }

  /** Adds to the stock; loses no reservation that is made or released meanwhile. */
  public Restock restock(long productId, long quantity) {
    if (products.restock(productId, quantity, MAX_STOCK) == 1) {
      return new Restock.Done(products.findById(productId).orElseThrow());
    }
    return products.existsById(productId)
        ? Restock.Refused.LIMIT_EXCEEDED
        : Restock.Refused.UNKNOWN_PRODUCT;
  }
}

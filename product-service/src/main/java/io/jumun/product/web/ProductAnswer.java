package io.jumun.product.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.product.Product;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * @param price of one unit, in minor units
 * @param stock what can still be ordered
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductAnswer(long productId, String name, long price, long stock) {

  static ProductAnswer of(Product product) {
    return new ProductAnswer(product.id(), product.name(), product.price(), product.stock());
  }
}

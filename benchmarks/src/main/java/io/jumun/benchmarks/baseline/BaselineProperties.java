package io.jumun.benchmarks.baseline;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code baseline}.
 *
 * @param stock how stock is taken
 * @param committers threads that commit batches, where there are batches
 * @param maxCommit most orders of one batch
 */
@ConfigurationProperties("baseline")
public record BaselineProperties(
    StockMode stock, int committers, int maxCommit, URI productUrl, URI couponUrl, URI balanceUrl) {

  /** How concurrent orders of one product are kept apart. */
  public enum StockMode {
    /** {@code select … for update} in the order of product ids, first of all. */
    ROW_LOCKS,
    /** {@code update … where stock >= ?} in the order of product ids, last of all. */
    CONDITIONAL_UPDATES
  }
}

package io.jumun.benchmarks.baseline.jpa;

import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What there is, and what it costs. Lines come sorted by product. */
@Component
public class Stock {

  private final ProductRepository products;

  Stock(ProductRepository products) {
    this.products = products;
  }

  /** The lines with their prices, without a lock; empty when there is not enough of all now. */
  public Optional<List<PricedLine>> look(List<OrderLine> lines) {
    return priced(lines, byId(products.findAll(ids(lines))));
  }

  /** The same, and nobody else takes any until the transaction ends. */
  public Optional<Locked> lock(List<OrderLine> lines) {
    var locked = byId(products.lockAll(ids(lines)));
    return priced(lines, locked).map(priced -> new Locked(priced, locked));
  }

  /**
   * Takes line by line, if there is still enough.
   *
   * @return false when there is not; the transaction must then be rolled back
   */
  public boolean take(List<OrderLine> lines) {
    for (var line : lines) {
      if (products.take(line.productId(), line.quantity()) == 0) {
        return false;
      }
    }
    return true;
  }

  public void giveBack(List<OrderLine> lines) {
    lines.forEach(line -> products.giveBack(line.productId(), line.quantity()));
  }

  private static Optional<List<PricedLine>> priced(
      List<OrderLine> lines, Map<Long, Product> products) {
    for (var line : lines) {
      var product = products.get(line.productId());
      if (product == null || !product.has(line.quantity())) {
        return Optional.empty();
      }
    }
    return Optional.of(lines.stream().map(line -> priced(line, products)).toList());
  }

  private static PricedLine priced(OrderLine line, Map<Long, Product> products) {
    var product = Objects.requireNonNull(products.get(line.productId()));
    return new PricedLine(line.productId(), line.quantity(), product.price());
  }

  private static List<Long> ids(List<OrderLine> lines) {
    return lines.stream().map(OrderLine::productId).toList();
  }

  private static Map<Long, Product> byId(List<Product> products) {
    return products.stream().collect(Collectors.toMap(Product::productId, Function.identity()));
  }

  /** Lines whose products are locked, and of which there is enough. */
  public static final class Locked {

    private final List<PricedLine> lines;
    private final Map<Long, Product> products;

    Locked(List<PricedLine> lines, Map<Long, Product> products) {
      this.lines = lines;
      this.products = products;
    }

    public List<PricedLine> lines() {
      return lines;
    }

    public void take() {
      lines.forEach(
          line -> Objects.requireNonNull(products.get(line.productId())).take(line.quantity()));
    }
  }
}

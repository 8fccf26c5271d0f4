package io.jumun.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that can be ordered, and how much of it. */
@Entity
@Table(name = "products")
public class Product {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long productId;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private long price;

  private long stock;

  @Column(updatable = false)
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected Product() {}

  /**
   * @param productId null for a product that is not stored yet
   */
  Product(@Nullable Long productId, String name, long price, long stock, Instant createdAt) {
    this.productId = productId;
    this.name = name;
    this.price = price;
    this.stock = stock;
    this.createdAt = createdAt;
  }

  public long id() {
    return Objects.requireNonNull(productId, "not stored yet");
  }

  public String name() {
    return name;
  }

  /** Of one unit, in minor units of the currency. */
  public long price() {
    return price;
  }

  /** What can still be ordered. */
  public long stock() {
    return stock;
  }

  boolean has(long quantity) {
    return quantity <= stock;
  }

  void take(long quantity) {
    if (quantity < 1 || !has(quantity)) {
      throw new IllegalStateException(
          "Cannot take %d of product %d, which has %d".formatted(quantity, id(), stock));
    }
    stock -= quantity;
  }

  void giveBack(long quantity) {
    if (quantity < 1) {
      throw new IllegalArgumentException(
          "Cannot give back %d of product %d".formatted(quantity, id()));
    }
    stock = Math.addExact(stock, quantity);
  }
}

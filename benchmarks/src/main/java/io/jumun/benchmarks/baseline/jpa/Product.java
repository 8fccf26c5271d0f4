package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "products")
class Product {

  @Id private long productId;

  @Column(updatable = false)
  private long price;

  private long stock;

  protected Product() {}

  long productId() {
    return productId;
  }

  long price() {
    return price;
  }

  boolean has(long quantity) {
    return quantity <= stock;
  }

  void take(long quantity) {
    stock -= quantity;
  }
}

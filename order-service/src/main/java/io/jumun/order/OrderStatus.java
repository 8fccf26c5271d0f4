package io.jumun.order;

/** How an order stands. PAID and CANCELLED are final. */
public enum OrderStatus {
  PENDING,
  PAID,
  CANCELLED
}

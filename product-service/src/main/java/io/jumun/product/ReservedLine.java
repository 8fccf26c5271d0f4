package io.jumun.product;

/**
 * One product of a reservation.
 *
 * @param unitPrice the product's when it was reserved, in minor units
 */
record ReservedLine(long productId, long quantity, long unitPrice) {}

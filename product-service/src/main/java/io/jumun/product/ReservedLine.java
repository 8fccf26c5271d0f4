package io.jumun.product;

import jakarta.persistence.Embeddable;

/**
 * One product of a reservation.
 *
 * @param unitPrice the product's when it was reserved, in minor units
 */
@Embeddable
record ReservedLine(long productId, long quantity, long unitPrice) {}

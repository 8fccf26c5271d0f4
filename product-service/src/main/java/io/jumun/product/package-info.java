/**
 * Products and the reservation of their stock.
 *
 * <p>Guarantees: an order gets all of its lines or none; stock never falls below zero; a
 * cancellation gives back exactly what its order had taken, once, whatever the order, number and
 * concurrency of deliveries. {@code products.stock} plus what is reserved equals what was ever put
 * in.
 *
 * <p>Locks are always taken in one order: existing reservations by order id, products by product
 * id, new reservations by order id. So transactions wait for each other but never in a circle.
 */
@NullMarked
package io.jumun.product;

import org.jspecify.annotations.NullMarked;

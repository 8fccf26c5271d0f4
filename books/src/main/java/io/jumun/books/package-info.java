/**
 * Proves from outside that the books of all services agree: reads their databases, the topics, what
 * clients did and were told ({@link io.jumun.books.ClientHistory}) and what the data platform got.
 * Run {@link io.jumun.books.Books#watch} while the shop works, wait until {@link
 * io.jumun.books.Books#unquiet} is empty, then {@link io.jumun.books.Books#check}.
 *
 * <p>Reading and judging are apart. A rule judges a {@code World} that is read once, and has one
 * small class; {@code Rules} lists them all:
 *
 * <ul>
 *   <li>Orders: every order has ended; one that has ended never changes; a paid one adds up; for
 *       each user and content there are at most as many as clients asked for.
 *   <li>Answers: 200 means paid with that amount, a rejection means cancelled for that reason, and
 *       so, by the rules below, without a trace; where a client knows nothing both are right. All
 *       answers under a user's idempotency key name one order and say the same. A refusal that
 *       names no order leaves its key unused. A key names an order that exists, and is refused for
 *       its own user's orders alone.
 *   <li>Money: the ledger replays without a gap; charges are what clients charged, each key once; a
 *       balance is its charges less the paid orders; money is taken for paid orders and no other.
 *   <li>Stock: what is left is what was supplied less what was sold; it is reserved for paid orders
 *       and no other, line by line.
 *   <li>Coupons: used for paid orders and no other; one pays one order; campaigns keep count.
 *   <li>Events: every retained outbox row is on its topic and every record is an outbox row; every
 *       record is well-formed; each order's events form a legal path ({@code LegalPath}) and tell
 *       what became of it. A type that is unknown here is not judged. Nobody has to ask what became
 *       of an order: nothing is left behind.
 *   <li>Delivery: the data platform has each paid order once, with its amount; what cannot be
 *       handled, and nothing else, is on a dead-letter topic; consumers have caught up; every slot
 *       is being read.
 *   <li>Databases: none had a deadlock.
 * </ul>
 *
 * <p>What disturbs the shop on purpose says so: with the header {@value
 * io.jumun.books.Books#INJECTED} on records of its own, with {@link io.jumun.books.Explained} for
 * the rest. Outbox rows that retention has removed would make their records look unfounded: a run
 * has to be shorter than the retention.
 */
@NullMarked
package io.jumun.books;

import org.jspecify.annotations.NullMarked;

package io.jumun.dataplatform;

/** Published in a transaction that leaves deliveries to be made as soon as it commits. */
record DeliveriesDue() {}

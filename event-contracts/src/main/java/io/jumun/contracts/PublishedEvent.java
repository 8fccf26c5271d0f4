package io.jumun.contracts;

/** Anything that a service publishes. Most tell of one order; a statement tells of many. */
public sealed interface PublishedEvent permits SagaEvent, SettlementEvent {}

package io.jumun.dataplatform;

/** A claim and what becomes of it. */
record Result(Claim claim, DeliveryPolicy.Verdict verdict) {}

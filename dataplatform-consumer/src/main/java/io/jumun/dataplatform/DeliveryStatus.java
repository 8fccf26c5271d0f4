package io.jumun.dataplatform;

/** How far a paid order got. */
public enum DeliveryStatus {
  /** To be delivered, again perhaps. */
  PENDING,
  /** The platform has it. */
  DELIVERED,
  /** On the dead-letter topic, waiting for somebody to replay it. */
  PARKED
}

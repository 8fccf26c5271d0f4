package io.jumun.faults.proxy;

/** When a connection is taken away from a client that commits. */
public enum CommitMoment {
  /** The server never sees the COMMIT: the transaction is rolled back. */
  BEFORE_SENT,

  /** The server has carried out the COMMIT and answered, but the client never hears it. */
  AFTER_SENT
}

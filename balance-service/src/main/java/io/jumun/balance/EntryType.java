package io.jumun.balance;

/** Why a balance changed. */
public enum EntryType {
  CHARGE,
  DEDUCT,
  REFUND
}

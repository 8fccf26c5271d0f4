package io.jumun.outbox;

/** Told when a transaction that appended events has committed; must return at once. */
@FunctionalInterface
public interface CommitListener {

  void onCommit();
}

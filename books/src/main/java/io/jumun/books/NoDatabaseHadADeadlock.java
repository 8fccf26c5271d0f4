package io.jumun.books;

/**
 * Everywhere row locks are taken in a fixed order, so no two transactions can wait for each other.
 * A deadlock is therefore a defect, although it is tried again and the books come out right: each
 * costs a second in which others wait for the same rows.
 *
 * <p>PostgreSQL counts, and {@link Deadlocks} remembers beyond a crash of the server. A session
 * reports its count with a delay of seconds: the last deadlock may show in the next check only, and
 * is not seen if the server crashes before.
 */
final class NoDatabaseHadADeadlock implements Rule {

  @Override
  public String name() {
    return "no database had a deadlock";
  }

  @Override
  public void judge(World world, Findings findings) {
    world
        .deadlocks()
        .forEach(
            (database, count) -> {
              if (count > 0) {
                findings.add("%s had %d", database, count);
              }
            });
  }
}

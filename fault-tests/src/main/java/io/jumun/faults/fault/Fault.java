package io.jumun.faults.fault;

import java.time.Instant;

/**
 * One thing that goes wrong, and passes.
 *
 * @param kind what it is, without where: {@code kill -9}
 * @param where {@code product-service}; empty where it is everywhere
 * @param company what else may go wrong at the same time
 */
public record Fault(String kind, String where, Company company, Course course) {

  /** Whether faults elsewhere may strike together with it, when there is no time for each alone. */
  public enum Company {
    /** It touches several places, or needs the others to be well. */
    NONE,
    /** It starts processes, and few of them start fast at once. */
    BUSY,
    /** It mostly lets time pass. */
    IDLE
  }

  /** One that strikes alone. */
  public Fault(String kind, String where, Course course) {
    this(kind, where, Company.NONE, course);
  }

  /** What happens, from its beginning until it is over. */
  @FunctionalInterface
  public interface Course {

    /**
     * @return the moment from which the shop's recovery counts: for a process that is killed the
     *     kill itself, for what lasts a while its end
     */
    Instant run(Scene scene) throws Exception;
  }

  public String name() {
    return where.isEmpty() ? kind : kind + ": " + where;
  }
}

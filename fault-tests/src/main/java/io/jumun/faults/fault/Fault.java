package io.jumun.faults.fault;

import java.time.Instant;

/**
 * One thing that goes wrong, and passes.
 *
 * @param kind what it is, without where: {@code kill -9}
 * @param where {@code product-service}; empty where it is everywhere
 */
public record Fault(String kind, String where, Course course) {

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

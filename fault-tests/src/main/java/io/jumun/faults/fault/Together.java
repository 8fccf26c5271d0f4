package io.jumun.faults.fault;

import io.jumun.faults.fault.Fault.Company;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Faults that strike at once, each in another place. */
final class Together {

  private static final int AT_ONCE = 3;
  private static final int BUSY_AT_ONCE = 2;

  private Together() {}

  /** All of them, in fewer strikes; those that strike alone stay alone. */
  static List<Fault> inGroups(List<Fault> faults) {
    var strikes = new ArrayList<>(having(Company.NONE, faults));
    var busy = having(Company.BUSY, faults);
    var idle = having(Company.IDLE, faults);
    while (!busy.isEmpty() || !idle.isEmpty()) {
      var group = new ArrayList<Fault>();
      move(busy, group, BUSY_AT_ONCE);
      move(idle, group, AT_ONCE);
      strikes.add(group.size() == 1 ? group.getFirst() : of(group));
    }
    return strikes;
  }

  private static Deque<Fault> having(Company company, List<Fault> faults) {
    return faults.stream()
        .filter(fault -> fault.company() == company)
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static void move(Deque<Fault> from, List<Fault> group, int most) {
    var candidates = from.iterator();
    while (group.size() < most && candidates.hasNext()) {
      var next = candidates.next();
      if (group.stream().noneMatch(member -> member.where().equals(next.where()))) {
        group.add(next);
        candidates.remove();
      }
    }
  }

  private static Fault of(List<Fault> group) {
    return new Fault(
        group.stream().map(Fault::kind).collect(Collectors.joining(" + ")),
        group.stream()
            .map(Fault::where)
            .filter(where -> !where.isEmpty())
            .collect(Collectors.joining(" + ")),
        scene -> strike(group, scene));
  }

  private static Instant strike(List<Fault> group, Scene scene) throws Exception {
    try (var places = Executors.newVirtualThreadPerTaskExecutor()) {
      var courses = new ArrayList<Future<Instant>>();
      for (var fault : group) {
        var own = scene.split();
        Callable<Instant> course = () -> fault.course().run(own);
        courses.add(places.submit(course));
      }
      var ends = new ArrayList<Instant>();
      for (var course : courses) {
        ends.add(course.get());
      }
      return ends.stream().max(Comparator.naturalOrder()).orElseThrow();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}

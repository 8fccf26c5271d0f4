package io.jumun.faults.fault;

import io.jumun.faults.fault.LinkFaults.Far;
import io.jumun.faults.inside.CrashPoint;
import io.jumun.faults.proxy.CommitMoment;
import io.jumun.faults.proxy.Direction;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which faults strike, in which order, where. */
public final class Programme {

  private static final List<String> ALL = LocalStack.SERVICES.stream().map(Service::name).toList();

  /** Those that take part in the saga, and so have a relay. */
  private static final List<String> PARTICIPANTS =
      ALL.stream().filter(name -> !name.equals(LocalStack.DATAPLATFORM.name())).toList();

  private final SplittableRandom random;

  public Programme(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Every kind of fault once, at a place that the seed chooses, in an order that it chooses; only
   * what leaves work for the reconciler comes first, as that takes its time.
   *
   * @param hurried what happens in one place strikes together with what happens in others
   */
  public List<Fault> round(boolean disksCanBeFilled, boolean hurried) {
    var faults = new ArrayList<Fault>();
    for (var places : kinds(disksCanBeFilled)) {
      faults.add(anyOf(places));
    }
    crashes().stream().map(this::anyOf).forEach(faults::add);
    Collections.shuffle(faults, new Random(random.nextLong()));
    var strikes = hurried ? Together.inGroups(faults) : faults;
    Collections.shuffle(strikes, new Random(random.nextLong()));
    strikes.addFirst(RecordFaults.deleted());
    return strikes;
  }

  /** Every kind of fault at every place where the expression is found in its name. */
  public List<Fault> matching(Pattern name, boolean disksCanBeFilled) {
    return Stream.concat(
            Stream.of(RecordFaults.deleted()),
            Stream.concat(kinds(disksCanBeFilled).stream(), crashes().stream())
                .flatMap(List::stream))
        .filter(fault -> name.matcher(fault.name()).find())
        .toList();
  }

  /** All kinds, each with all its places. */
  private static List<List<Fault>> kinds(boolean disksCanBeFilled) {
    var kinds = new ArrayList<List<Fault>>();
    ALL.forEach(service -> kinds.add(List.of(ProcessFaults.kill(service))));
    kinds.add(at(ALL, ProcessFaults::freeze));
    kinds.add(at(PARTICIPANTS, ProcessFaults::zombie));
    kinds.add(at(ALL, ProcessFaults::scale));
    for (var process :
        List.of(
            ProcessFaults.leadersKilled(),
            ProcessFaults.notificationsCut(),
            ProcessFaults.killBroker(),
            ProcessFaults.brokerAway(30),
            ProcessFaults.brokerHangs(12))) {
      kinds.add(List.of(process));
    }
    addDatabases(kinds);
    addLinks(kinds);
    addRecords(kinds);
    addOthers(kinds);
    if (disksCanBeFilled) {
      kinds.add(List.of(DatabaseFaults.diskFull()));
      kinds.add(List.of(ProcessFaults.brokerDiskFull()));
    }
    return kinds;
  }

  private static List<List<Fault>> crashes() {
    return Stream.of(CrashPoint.values())
        .map(
            point ->
                new TreeSet<>(point.services())
                    .stream().map(service -> CrashFaults.at(point, service)).toList())
        .toList();
  }

  private Fault anyOf(List<Fault> places) {
    return places.get(random.nextInt(places.size()));
  }

  private static void addDatabases(List<List<Fault>> kinds) {
    kinds.add(List.of(DatabaseFaults.stopImmediately()));
    kinds.add(at(ALL, DatabaseFaults::terminateBackends));
    kinds.add(at(PARTICIPANTS, DatabaseFaults::dropSlot));
    kinds.add(at(PARTICIPANTS, DatabaseFaults::invalidateSlot));
  }

  private static void addLinks(List<List<Fault>> kinds) {
    for (var direction : Direction.values()) {
      kinds.add(at(ALL, service -> LinkFaults.partition(service, Far.DATABASE, direction)));
      kinds.add(at(ALL, service -> LinkFaults.partition(service, Far.BROKER, direction)));
    }
    kinds.add(at(ALL, service -> LinkFaults.cut(service, Far.BROKER, 3)));
    kinds.add(at(ALL, service -> LinkFaults.cut(service, Far.DATABASE, 25)));
    for (var moment : CommitMoment.values()) {
      kinds.add(List.of(LinkFaults.cutAtCommit(moment)));
    }
    kinds.add(List.of(LinkFaults.slowLinks()));
    kinds.add(at(PARTICIPANTS, LinkFaults::late));
    kinds.add(List.of(RelayFaults.backlog(2_000)));
  }

  private static void addRecords(List<List<Fault>> kinds) {
    for (var records :
        List.of(
            RecordFaults.duplicated(),
            RecordFaults.poison(),
            RecordFaults.newer(),
            RecordFaults.deadLettersUnwritable())) {
      kinds.add(List.of(records));
    }
  }

  private static void addOthers(List<List<Fault>> kinds) {
    for (var other :
        List.of(
            PlatformFaults.down(),
            PlatformFaults.answers(500),
            PlatformFaults.answers(429),
            PlatformFaults.thinks("slow", Duration.ofSeconds(1)),
            PlatformFaults.thinks("answers after the timeout", Duration.ofSeconds(5)),
            ClientFaults.retryStorm(10),
            ClientFaults.tightDeadline())) {
      kinds.add(List.of(other));
    }
    kinds.add(at(ALL, service -> ClientFaults.clockFast(service, Duration.ofMinutes(10))));
    kinds.add(at(ALL, service -> ClientFaults.clockSlow(service, Duration.ofMinutes(10))));
  }

  private static List<Fault> at(List<String> services, Function<String, Fault> fault) {
    return services.stream().map(fault).toList();
  }
}

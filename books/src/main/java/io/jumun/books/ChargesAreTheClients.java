package io.jumun.books;

import io.jumun.books.ClientAction.Charge;
import io.jumun.books.ClientAction.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every charge that was confirmed is in the ledger once, and no other that nobody asked for. */
final class ChargesAreTheClients implements Rule {

  @Override
  public String name() {
    return "charges are what clients charged";
  }

  @Override
  public void judge(World world, Findings findings) {
    var unaccounted = new HashMap<Long, List<Long>>();
    for (var entry : world.money().ledger()) {
      if (entry.type().equals("CHARGE")) {
        unaccounted.computeIfAbsent(entry.user(), _ -> new ArrayList<>()).add(entry.amount());
      }
    }
    var perhaps = new ArrayList<Charge>();
    for (var charge : distinct(world.clients().charges())) {
      if (charge.effect() == Effect.UNKNOWN) {
        perhaps.add(charge);
      } else if (!take(unaccounted, charge)) {
        findings.add("user %d was charged %d, not in the ledger", charge.userId(), charge.amount());
      }
    }
    perhaps.forEach(charge -> take(unaccounted, charge));
    unaccounted.forEach(
        (user, amounts) -> {
          if (!amounts.isEmpty()) {
            findings.add("the ledger of user %d has charges %s that no client made", user, amounts);
          }
        });
  }

  /** One charge for each key, done as soon as one answer says so. */
  private static List<Charge> distinct(List<Charge> charges) {
    var byKey = new HashMap<List<Object>, Charge>();
    var distinct = new ArrayList<Charge>();
    for (var charge : charges) {
      var key = charge.key();
      if (charge.effect() == Effect.NONE) {
        continue;
      }
      if (key == null) {
        distinct.add(charge);
      } else {
        byKey.merge(
            List.of(charge.userId(), key), charge, (a, b) -> a.effect() == Effect.DONE ? a : b);
      }
    }
    distinct.addAll(byKey.values());
    return distinct;
  }

  private static boolean take(Map<Long, List<Long>> unaccounted, Charge charge) {
    var amounts = unaccounted.get(charge.userId());
    return amounts != null && amounts.remove((Long) charge.amount());
  }
}

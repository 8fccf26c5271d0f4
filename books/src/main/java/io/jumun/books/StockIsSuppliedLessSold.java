package io.jumun.books;

import io.jumun.books.ClientAction.Supply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nothing is sold twice, and nothing is lost from the shelf. */
final class StockIsSuppliedLessSold implements Rule {

  @Override
  public String name() {
    return "stock is what was supplied less what was sold";
  }

  @Override
  public void judge(World world, Findings findings) {
    var sold = sold(world);
    var left = world.stock().left();
    var supplies =
        world.clients().supplies().stream().collect(Collectors.groupingBy(Supply::productId));
    supplies.forEach(
        (product, supplied) -> {
          var there = left.get(product);
          long gone = sold.getOrDefault(product, 0L);
          if (there == null || there < 0 || !possible(supplied).contains(there + gone)) {
            findings.add(
                "product %d: %d left and %d sold of %s", product, there, gone, possible(supplied));
          }
        });
    sold.keySet().stream()
        .filter(product -> !supplies.containsKey(product))
        .forEach(product -> findings.add("product %d was sold, never supplied", product));
  }

  private static Map<Long, Long> sold(World world) {
    var sold = new HashMap<Long, Long>();
    world.orders().values().stream()
        .filter(Order::isPaid)
        .flatMap(order -> order.lines().stream())
        .forEach(line -> sold.merge(line.product(), line.quantity(), Math::addExact));
    return sold;
  }

  /** What may have been supplied in all: one figure, unless an answer is missing. */
  private static Set<Long> possible(List<Supply> supplies) {
    Set<Long> totals = new TreeSet<>(Set.of(0L));
    for (var supply : supplies) {
      var more = totals.stream().map(total -> total + supply.quantity()).toList();
      switch (supply.effect()) {
        case DONE -> totals = new TreeSet<>(more);
        case UNKNOWN -> totals.addAll(more);
        case NONE -> {}
      }
    }
    return totals;
  }
}

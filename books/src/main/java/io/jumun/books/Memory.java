package io.jumun.books;

import io.jumun.books.Order.End;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How orders were seen to end while the shop ran. */
final class Memory {

  private final Map<Long, End> ends = new HashMap<>();
  private final List<String> changes = new ArrayList<>();

  void saw(long order, End end) {
    var before = ends.putIfAbsent(order, end);
    if (before != null && !before.equals(end)) {
      changes.add("order %d was %s, then %s".formatted(order, before, end));
      ends.put(order, end);
    }
  }

  Map<Long, End> ends() {
    return ends;
  }

  /** Orders that changed from one look to the next. */
  List<String> changes() {
    return changes;
  }
}

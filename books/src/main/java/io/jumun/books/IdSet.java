package io.jumun.books;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/** A set of UUIDs in 32 bytes or less each: half a million of them are a matter of course. */
final class IdSet {

  private static final UUID NIL = new UUID(0, 0);

  private long[] slots = new long[64];
  private int size;
  private boolean hasNil;

  /**
   * @return false when it is there already
   */
  boolean add(UUID id) {
    if (id.equals(NIL)) {
      boolean isNew = !hasNil;
      hasNil = true;
      return isNew;
    }
    if (size * 8 > slots.length * 3) {
      grow();
    }
    return put(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  boolean contains(UUID id) {
    if (id.equals(NIL)) {
      return hasNil;
    }
    int slot = find(id.getMostSignificantBits(), id.getLeastSignificantBits());
    return slots[slot] != 0 || slots[slot + 1] != 0;
  }

  int size() {
    return size + (hasNil ? 1 : 0);
  }

  void forEach(Consumer<UUID> consumer) {
    if (hasNil) {
      consumer.accept(NIL);
    }
    for (int slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot] != 0 || slots[slot + 1] != 0) {
        consumer.accept(new UUID(slots[slot], slots[slot + 1]));
      }
    }
  }

  private boolean put(long high, long low) {
    int slot = find(high, low);
    if (slots[slot] != 0 || slots[slot + 1] != 0) {
      return false;
    }
    slots[slot] = high;
    slots[slot + 1] = low;
    size++;
    return true;
  }

  /** Its slot, or the free one where it belongs. */
  private int find(long high, long low) {
    long hash = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 33) * 2 & mask;
    while ((slots[slot] != 0 || slots[slot + 1] != 0)
        && (slots[slot] != high || slots[slot + 1] != low)) {
      slot = slot + 2 & mask;
    }
    return slot;
  }

  private void grow() {
    var old = Arrays.copyOf(slots, slots.length);
    slots = new long[old.length * 2];
    size = 0;
    for (int slot = 0; slot < old.length; slot += 2) {
      if (old[slot] != 0 || old[slot + 1] != 0) {
        put(old[slot], old[slot + 1]);
      }
    }
  }
}

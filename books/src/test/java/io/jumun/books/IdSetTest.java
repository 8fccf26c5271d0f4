package io.jumun.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdSetTest {

  @Test
  void holdsWhatWasAddedAndNothingElse() {
    var random = new Random(1);
    var ids = new IdSet();
    var expected = new HashSet<UUID>();
    for (int i = 0; i < 10_000; i++) {
      // few leading bits differ, as with time-ordered ids
      var id = new UUID(random.nextInt(3), random.nextInt(8_000));
      assertThat(ids.add(id)).isEqualTo(expected.add(id));
    }
    assertThat(ids.add(new UUID(0, 0))).isEqualTo(expected.add(new UUID(0, 0)));

    var held = new HashSet<UUID>();
    ids.forEach(held::add);
    assertThat(held).isEqualTo(expected);
    assertThat(ids.size()).isEqualTo(expected.size());
    assertThat(expected).allMatch(ids::contains);
    assertThat(ids.contains(new UUID(5, 5))).isFalse();
  }
}

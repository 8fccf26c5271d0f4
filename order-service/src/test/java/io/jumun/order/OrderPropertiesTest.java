package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OrderPropertiesTest {

  private static final long MEBIBYTE = 1024 * 1024;

  @Test
  void asManyMayWaitAsHalfOfTheHeapHasRoomFor() {
    long heapOfSmallestPod = 307 * MEBIBYTE;

    assertThat(OrderProperties.roomIn(heapOfSmallestPod)).isEqualTo(982);
    assertThat(OrderProperties.roomIn(1024 * MEBIBYTE)).isEqualTo(3276);
    assertThat(OrderProperties.roomIn(0)).isEqualTo(1);
    assertThat(OrderProperties.roomIn(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void isWhatIsSetOrElseWhatThisHeapHasRoomFor() {
    assertThat(bound(Map.of("jumun.order.max-open", "7")).maxOpen()).isEqualTo(7);
    assertThat(bound(Map.of()).maxOpen())
        .isEqualTo(OrderProperties.roomIn(Runtime.getRuntime().maxMemory()));
  }

  private static OrderProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("jumun.order", OrderProperties.class);
  }
}

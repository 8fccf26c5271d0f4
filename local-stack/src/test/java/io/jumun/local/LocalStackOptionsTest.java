package io.jumun.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LocalStackOptionsTest {

  @Test
  void everyPortHasADefaultAndCanBeSet() {
    assertThat(LocalStackOptions.parse().servicePorts())
        .containsEntry("order-service", 8080)
        .containsEntry("product-service", 8081)
        .containsEntry("balance-service", 8082)
        .containsEntry("coupon-service", 8083)
        .containsEntry("dataplatform-consumer", 8084);
    var options = LocalStackOptions.parse("--order-service-port=9999", "--kafka-port=9998");
    assertThat(options.servicePorts()).containsEntry("order-service", 9999);
    assertThat(options.kafkaPort()).isEqualTo(9998);
  }

  @Test
  void startsCleanOnlyWhenAsked() {
    assertThat(LocalStackOptions.parse().clean()).isFalse();
    assertThat(LocalStackOptions.parse("--clean").clean()).isTrue();
  }

  @Test
  void whatIsNotAnOptionIsNamedTogetherWithThoseThatAre() {
    assertThatThrownBy(() -> LocalStackOptions.parse("--ports=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--ports=1")
        .hasMessageContaining("--order-service-port=8080");
    assertThatThrownBy(() -> LocalStackOptions.parse("--kafka-port=many"))
        .hasMessageContaining("--kafka-port");
  }
}

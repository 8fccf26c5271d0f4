package io.jumun.faults.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashPointTest {

  /** Rewrites the real class in this JVM, with a skip that is never used up. */
  @ParameterizedTest
  @EnumSource
  void everyPointsMethodExistsAndCanBeRewritten(CrashPoint point) throws Exception {
    Class.forName(point.hook().type(), false, getClass().getClassLoader());
    point.hook().verify();
    new CrashPoints(ByteBuddyAgent.install()).arm(point, Integer.MAX_VALUE);
  }

  @Test
  void aRenamedMethodIsNoticed() {
    var renamed =
        new Hook(
            "org.postgresql.jdbc.PgConnection",
            ElementMatchers.named("executeTransaction"),
            Object.class);
    assertThatThrownBy(renamed::verify).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(new Hook("org.Gone", ElementMatchers.any(), Object.class)::verify)
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesTheServicesOfTheShop() {
    var named =
        Arrays.stream(CrashPoint.values())
            .flatMap(point -> point.services().stream())
            .collect(Collectors.toSet());
    assertThat(LocalStack.SERVICES)
        .extracting(Service::name)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByTheNameItGoesBy(CrashPoint point) {
    assertThat(CrashPoint.of(point.id())).isEqualTo(point);
  }
}

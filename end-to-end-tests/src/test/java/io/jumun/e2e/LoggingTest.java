package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Five services that start at the same time share the one Logback of their JVM. */
class LoggingTest extends EndToEndTest {

  @Test
  void aLineIsPrintedOnce() {
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(root.iteratorForAppenders()).toIterable().hasSize(1);
  }
}

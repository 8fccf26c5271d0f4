package io.jumun.outbox.consumer;

import io.jumun.outbox.EventCatalog;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/** For participants that are handed events and never see a record. */
public final class NoRecords {

  public static final EventConsumer CONSUMER =
      new EventConsumer(
          new EventCatalog(Map.of()),
          TransactionOperations.withoutTransaction(),
          new CompositeMeterRegistry());

  private NoRecords() {}
}

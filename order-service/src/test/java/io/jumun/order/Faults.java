package io.jumun.order;

import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.outbox.Outbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lets the transaction that stores a user's order fail. */
class Faults implements BeanPostProcessor {

  enum Fault {
    ONCE_BEFORE_COMMIT,
    ONCE_AFTER_COMMIT,
    ALWAYS
  }

  private final Map<Long, Fault> byUser = new ConcurrentHashMap<>();

  void of(long userId, Fault fault) {
    byUser.put(userId, fault);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    return bean instanceof Outbox outbox ? faulty(outbox) : bean;
  }

  private Outbox faulty(Outbox outbox) {
    return (key, event) -> {
      if (event instanceof OrderCreated created) {
        injectFor(created.userId());
      }
      outbox.append(key, event);
    };
  }

  private void injectFor(long userId) {
    var fault = byUser.get(userId);
    if (fault == null) {
      return;
    }
    if (fault != Fault.ALWAYS) {
      byUser.remove(userId);
    }
    if (fault != Fault.ONCE_AFTER_COMMIT) {
      throw new IllegalStateException("Injected before the commit");
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            throw new IllegalStateException("Injected after the commit");
          }
        });
  }
}

package io.jumun.simulation;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** An entity manager that does what the services ask of it directly, which is to persist. */
public final class Persisting {

  private Persisting() {}

  public static EntityManager to(Consumer<Object> table) {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManager.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("persist")) {
                throw new UnsupportedOperationException(method.toString());
              }
              table.accept(arguments[0]);
              return null;
            });
  }
}

package io.jumun.local;

import java.net.URI;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** A replica of a service in this JVM. */
public record RunningService(Service service, ConfigurableApplicationContext context)
    implements AutoCloseable {

  public URI url() {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
  }

  /** Ready for traffic, its relay decided, its consumers at work. */
  boolean isReady() {
    var readiness = context.getBean(HealthEndpoint.class).healthForPath("readiness");
    return readiness != null
        && readiness.getStatus().equals(Status.UP)
        && context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream()
            .allMatch(
                container -> {
                  var assigned = container.getAssignedPartitions();
                  return assigned != null && !assigned.isEmpty();
                });
  }

  @Override
  public void close() {
    context.close();
  }
}

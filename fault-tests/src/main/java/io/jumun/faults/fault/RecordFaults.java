package io.jumun.faults.fault;

import static io.jumun.faults.fault.Scene.lastSeconds;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.Topics;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happens to the records on the topics. */
final class RecordFaults {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PER_PARTITION = 30;

  private RecordFaults() {}

  /** Old and new, of all topics, in any order across them, several times. */
  static Fault duplicated() {
    return new Fault(
        "records duplicated, delayed and out of order",
        "all topics",
        scene -> {
          var records = new ArrayList<ConsumerRecord<String, byte[]>>();
          for (var topic : Records.EVENT_TOPICS) {
            records.addAll(scene.records().last(topic, PER_PARTITION));
          }
          for (int round = 0; round < 2; round++) {
            Collections.shuffle(records, new Random(scene.random().nextLong()));
            scene.records().sendAgain(records);
            lastSeconds(1);
          }
          return Instant.now();
        });
  }

  /**
   * Orders get as far as their payment, are cancelled by their deadline, and nobody is told: the
   * cancellations are deleted before they are read. Paid orders that were not reported yet go the
   * same way.
   */
  static Fault deleted() {
    return new Fault(
        "unread records deleted",
        Topics.ORDER_EVENTS,
        scene -> {
          var late = List.of(LocalStack.BALANCE, LocalStack.DATAPLATFORM);
          var later = List.of(LocalStack.PRODUCT, LocalStack.COUPON);
          late.forEach(service -> freeze(scene, service));
          lastSeconds(2);
          later.forEach(service -> freeze(scene, service));
          lastSeconds(6); // the deadline passes
          scene.records().deleteAll(Topics.ORDER_EVENTS);
          late.forEach(service -> thaw(scene, service));
          later.forEach(service -> thaw(scene, service));
          return Instant.now();
        });
  }

  static Fault poison() {
    return new Fault(
        "poison bytes",
        "all topics",
        scene -> {
          sendPoison(scene);
          return Instant.now();
        });
  }

  static Fault newer() {
    return new Fault(
        "newer event types and fields",
        "all topics",
        scene -> {
          for (var topic : Records.EVENT_TOPICS) {
            var records = scene.records().lastOfServices(topic, 2);
            var keys = records.stream().map(ConsumerRecord::key).collect(Collectors.toSet());
            keys.add(NOBODYS_KEY);
            keys.forEach(
                key -> scene.records().send(topic, key, "io.jumun.OrderTeleported.v1", NEWER));
            scene.records().sendAgain(records.stream().map(RecordFaults::withNewField).toList());
          }
          lastSeconds(1);
          return Instant.now();
        });
  }

  /** Rather no progress on a partition than a record that is lost. */
  static Fault deadLettersUnwritable() {
    return new Fault(
        "dead-letter topics unwritable",
        "",
        scene -> {
          var limits = scene.records().deadLetterLimits();
          scene
              .records()
              .limitDeadLetters(limits.keySet().stream().collect(Collectors.toMap(t -> t, _ -> 1)));
          try {
            sendPoison(scene);
            lastSeconds(4);
          } finally {
            scene.records().limitDeadLetters(limits);
          }
          return Instant.now();
        });
  }

  private static final byte[] NEWER =
      "{\"orderId\":1,\"to\":\"Mars\"}".getBytes(StandardCharsets.UTF_8);

  /** For a topic on which nothing has happened. */
  private static final String NOBODYS_KEY = "8000000000000000002";

  private static void sendPoison(Scene scene) {
    for (var topic : Records.EVENT_TOPICS) {
      var garbage = new byte[200];
      new Random(scene.random().nextLong()).nextBytes(garbage);
      var key =
          scene.records().last(topic, 1).stream()
              .findFirst()
              .map(ConsumerRecord::key)
              .orElse(NOBODYS_KEY);
      scene.records().sendPoison(topic, key, anyTypeOf(topic), garbage);
    }
  }

  /** One that consumers know: what they do not know they need not understand. */
  private static String anyTypeOf(String topic) {
    return EventTypes.ALL_BY_TOPIC.getOrDefault(topic, Map.of()).keySet().stream()
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  private static ConsumerRecord<String, byte[]> withNewField(ConsumerRecord<String, byte[]> of) {
    var body = (ObjectNode) JSON.readTree(of.value());
    body.put("loyaltyPoints", 7);
    var newer =
        new ConsumerRecord<>(
            of.topic(), of.partition(), of.offset(), of.key(), JSON.writeValueAsBytes(body));
    of.headers().forEach(newer.headers()::add);
    return newer;
  }

  private static void freeze(Scene scene, Service service) {
    scene.service(service.name()).first().process().freeze();
  }

  private static void thaw(Scene scene, Service service) {
    scene.service(service.name()).first().process().thaw();
  }
}

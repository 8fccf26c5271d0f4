package io.jumun.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as JSON: camelCase, times as ISO 8601, absent rather than null. Reading tolerates what a
 * newer producer may add (fields, values of an enum), and nothing else.
 */
public final class EventJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  private EventJson() {}

  public static String write(Object event) {
    return JSON.writeValueAsString(event);
  }

  /**
   * @throws JacksonException when the bytes are not such an event
   */
  public static <E> E read(byte[] json, Class<E> type) {
    return JSON.readValue(json, type);
  }
}

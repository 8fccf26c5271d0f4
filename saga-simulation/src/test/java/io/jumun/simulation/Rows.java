package io.jumun.simulation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.objenesis.Objenesis;
import org.springframework.objenesis.SpringObjenesis;

/** Copies rows by their fields. */
final class Rows {

  private static final Objenesis OBJENESIS = new SpringObjenesis();

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          var fields =
              Arrays.stream(type.getDeclaredFields())
                  .filter(field -> !Modifier.isStatic(field.getModifiers()))
                  .toList();
          fields.forEach(field -> field.setAccessible(true));
          return fields;
        }
      };

  private Rows() {}

  @SuppressWarnings("unchecked") // a copy is of its original's class
  static <R> R copy(R row) {
    try {
      var copy = OBJENESIS.newInstance(row.getClass());
      for (var field : FIELDS.get(row.getClass())) {
        var value = field.get(row);
        field.set(copy, value instanceof List<?> list ? new ArrayList<>(list) : value);
      }
      return (R) copy;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.jumun.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Copies entities the way Hibernate fills them: by their fields. */
final class Rows {

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private Rows() {}

  @SuppressWarnings("unchecked") // a copy is of its original's class
  static <R> R copy(R row) {
    try {
      var shape = SHAPES.get(row.getClass());
      var copy = shape.constructor.newInstance();
      for (var field : shape.fields) {
        var value = field.get(row);
        field.set(copy, value instanceof List<?> list ? new ArrayList<>(list) : value);
      }
      return (R) copy;
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Shape(Constructor<?> constructor, List<Field> fields) {

    static Shape of(Class<?> type) {
      try {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        var fields =
            Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        return new Shape(constructor, fields);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("An entity has a constructor without parameters", e);
      }
    }
  }
}

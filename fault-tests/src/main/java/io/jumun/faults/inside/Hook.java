package io.jumun.faults.inside;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * A method that is told on, and how.
 *
 * @param advice a class of {@link Hooks}
 */
record Hook(String type, ElementMatcher<MethodDescription> method, Class<?> advice) {

  /**
   * A library's next version may have renamed the method; then nothing would ever happen.
   *
   * @throws IllegalStateException when there is not exactly one such method
   */
  void verify() {
    var pool = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(getClass().getClassLoader()));
    var found = pool.describe(type);
    int methods =
        found.isResolved() ? found.resolve().getDeclaredMethods().filter(method).size() : 0;
    if (methods != 1) {
      throw new IllegalStateException(
          "%d methods of %s are %s, expected one".formatted(methods, type, method));
    }
  }

  Advice instructions() {
    return Advice.to(advice, ClassFileLocator.ForClassLoader.of(advice.getClassLoader()));
  }
}

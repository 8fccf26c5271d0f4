package io.jumun.faults.inside;

import java.lang.instrument.Instrumentation;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/** Rewrites the method behind a crash point, loaded or not, when the point is first armed. */
final class CrashPoints {

  private final Instrumentation instrumentation;
  private final Set<CrashPoint> prepared = EnumSet.noneOf(CrashPoint.class);

  CrashPoints(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * @throws IllegalStateException when the method is not there, or cannot be rewritten
   */
  synchronized void arm(CrashPoint point, int skip) {
    if (!prepared.contains(point)) {
      point.hook().verify();
      rewrite(point.hook());
      for (var other : CrashPoint.values()) {
        if (other.hook().equals(point.hook())) {
          prepared.add(other);
        }
      }
    }
    Crash.arm(point, skip);
  }

  private void rewrite(Hook hook) {
    var outcome = new Outcome();
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(RedefinitionStrategy.RETRANSFORMATION)
        .with(outcome)
        .ignore(ElementMatchers.none())
        .type(ElementMatchers.named(hook.type()))
        .transform((builder, _, _, _, _) -> builder.visit(hook.instructions().on(hook.method())))
        .installOn(instrumentation);
    if (outcome.failure != null) {
      throw new IllegalStateException("Cannot rewrite " + hook.type(), outcome.failure);
    }
    if (isLoaded(hook.type()) && !outcome.done) {
      throw new IllegalStateException(hook.type() + " is loaded, but was not rewritten");
    }
  }

  private boolean isLoaded(String type) {
    return Stream.<Class<?>>of(instrumentation.getAllLoadedClasses())
        .anyMatch(loaded -> loaded.getName().equals(type));
  }

  private static final class Outcome extends AgentBuilder.Listener.Adapter {

    private volatile boolean done;
    private volatile @Nullable Throwable failure;

    @Override
    public void onTransformation(
        TypeDescription type,
        @Nullable ClassLoader loader,
        @Nullable JavaModule module,
        boolean loaded,
        DynamicType rewritten) {
      done = true;
    }

    @Override
    public void onError(
        String type,
        @Nullable ClassLoader loader,
        @Nullable JavaModule module,
        boolean loaded,
        Throwable error) {
      failure = error;
      Say.line("error cannot rewrite " + type + ": " + error);
    }
  }
}

package io.jumun.faults.inside;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Replaces calls of and references to {@link System#currentTimeMillis()} in one class. */
final class ClockCallVisitor extends ClassVisitor {

  private static final String SKEW = Skew.class.getName().replace('.', '/');
  private static final String SYSTEM = "java/lang/System";
  private static final String MILLIS = "currentTimeMillis";
  private static final String INSTANT = "Ljava/time/Instant;";

  private final boolean clock;

  /**
   * @param clock whether it is {@link java.time.Clock}, all of whose instants come from one method
   */
  ClockCallVisitor(ClassVisitor writer, boolean clock) {
    super(OpenedClassReader.ASM_API, writer);
    this.clock = clock;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    var method = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (!clock) {
      return new Substitution(method);
    }
    return name.equals("currentInstant") ? new Shift(method) : method;
  }

  private static final class Substitution extends MethodVisitor {

    Substitution(MethodVisitor method) {
      super(OpenedClassReader.ASM_API, method);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean tellsTime = owner.equals(SYSTEM) && name.equals(MILLIS);
      super.visitMethodInsn(opcode, tellsTime ? SKEW : owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      var own = arguments.clone();
      for (int i = 0; i < own.length; i++) {
        if (own[i] instanceof Handle handle
            && handle.getOwner().equals(SYSTEM)
            && handle.getName().equals(MILLIS)) {
          own[i] = new Handle(handle.getTag(), SKEW, MILLIS, handle.getDesc(), false);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, own);
    }
  }

  private static final class Shift extends MethodVisitor {

    Shift(MethodVisitor method) {
      super(OpenedClassReader.ASM_API, method);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, SKEW, "shift", "(" + INSTANT + ")" + INSTANT, false);
      }
      super.visitInsn(opcode);
    }
  }
}

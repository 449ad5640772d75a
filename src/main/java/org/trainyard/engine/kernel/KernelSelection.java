package org.trainyard.engine.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Chooses the kernels of this process, once.
 *
 * <p>Vectors pay only where HotSpot's C2 compiles them to instructions: anywhere else each vector
 * operation is a call that allocates. So every doubt is decided for the scalar kernels, with the
 * reason.
 */
final class KernelSelection {

  private static final String MODULE = "jdk.incubator.vector";

  private KernelSelection() {}

  static KernelProvider choose() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      return new ScalarKernels(obstacle.get());
    }
    try {
      // By name: no class of the Vector API is linked where its module is absent.
      return Class.forName(KernelSelection.class.getPackageName() + ".SimdKernels")
          .asSubclass(KernelProvider.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return new ScalarKernels("the Vector API of this JVM cannot be used: " + e);
    }
  }

  private static Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "the JVM runs without its Vector API; start it with --add-modules " + MODULE);
    }
    if (isInterpreted()) {
      return Optional.of("the JVM only interprets; start it without -Xint");
    }
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      return Optional.of("the JVM is not HotSpot, whose compiler the vector kernels need");
    }
    return obstacleOf(hotSpot);
  }

  private static Optional<String> obstacleOf(HotSpotDiagnosticMXBean hotSpot) {
    if (!option(hotSpot, "UseFMA", "true")) {
      return Optional.of(
          "the CPU, or the virtual machine that hides it, has no fused multiply-add, so training"
              + " will be very slow; give the virtual machine the CPU model of its host");
    }
    if (option(hotSpot, "UseJVMCICompiler", "true")) {
      return Optional.of("the JIT compiler is not C2; start the JVM with -XX:-UseJVMCICompiler");
    }
    if (!option(hotSpot, "TieredStopAtLevel", "4")) {
      return Optional.of("the C2 compiler is off; start the JVM without -XX:TieredStopAtLevel");
    }
    if (option(hotSpot, "MaxVectorSize", "0") || option(hotSpot, "MaxVectorSize", "8")) {
      return Optional.of("vectors are off; start the JVM without -XX:MaxVectorSize");
    }
    return Optional.empty();
  }

  private static boolean isInterpreted() {
    return System.getProperty("java.vm.info", "").contains("interpreted mode");
  }

  private static boolean option(HotSpotDiagnosticMXBean hotSpot, String name, String value) {
    try {
      return hotSpot.getVMOption(name).getValue().equals(value);
    } catch (IllegalArgumentException e) {
      return false; // this JVM does not have the option
    }
  }
}

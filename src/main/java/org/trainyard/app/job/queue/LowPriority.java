package org.trainyard.app.job.queue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the threads that train compute behind all others: a request, such as for a prediction, takes
 * the core at once, and while requests need all cores a training keeps about a tenth of one.
 *
 * <p>Windows does so by Java's own priority. Linux looks at it only with a flag of the JVM; there a
 * thread asks for a nice value of its own, which needs no privilege and which the threads that it
 * starts inherit. Elsewhere trainings and requests share the cores evenly. When a thread runs never
 * changes what it computes.
 */
final class LowPriority {

  private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

  private static final int NICE = 10; // 0 is usual, 19 the least
  private static final int PRIO_PROCESS = 0; // on Linux a thread; setpriority(2), bugs
  private static final int CALLER = 0;

  private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

  private LowPriority() {}

  @SuppressWarnings("restricted") // the manifest allows it
  private static Optional<MethodHandle> setPriority() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(function ->
            linker.downcallHandle(
                function,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT)));
  }

  /** The same work, by a thread that goes behind all others from then on. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but who waits for whom
  static Runnable of(Runnable work) {
    return () -> {
      Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
      SET_PRIORITY.ifPresent(LowPriority::call);
      work.run();
    };
  }

  /** Fails where the service itself runs at a nice value beyond, which is as well. */
  private static void call(MethodHandle setPriority) {
    try {
      int result = (int) setPriority.invokeExact(PRIO_PROCESS, CALLER, NICE);
      LOG.debug("setpriority gave {}", result);
    } catch (Throwable e) { // what a method handle declares
      LOG.warn("trainings and requests share the cores evenly", e);
    }
  }
}

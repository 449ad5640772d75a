package org.trainyard.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells whether the JIT compiler of this JVM still has much to do; gives up after a while. */
final class JitCompiler {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The share of a core that the compiler may use and still be quiet. */
  private static final double QUIET = 0.03;

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private final LongSupplier nanoClock;
  private final long start;
  private long windowStart;
  private long compilationMillis;

  JitCompiler(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    openWindow(start);
  }

  private void openWindow(long now) {
    windowStart = now;
    compilationMillis = compiler.getTotalCompilationTime();
  }

  boolean isBusy() {
    long now = nanoClock.getAsLong();
    long window = now - windowStart;
    if (window < WINDOW_NANOS) {
      return true;
    }
    long millis = compiler.getTotalCompilationTime() - compilationMillis;
    boolean busy = TimeUnit.MILLISECONDS.toNanos(millis) > QUIET * window;
    openWindow(now);
    return busy && now - start < MOST_NANOS;
  }
}

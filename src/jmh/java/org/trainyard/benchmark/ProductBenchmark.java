package org.trainyard.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.trainyard.engine.kernel.Kernels;

/** The products of a linear layer; without the vector module, on the scalar kernels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ProductBenchmark {

  /** Rows of a minibatch, inputs and units; some that fill no vector and no tile. */
  @Param({"100x784x100", "128x512x512", "64x64x64", "1x784x100", "7x31x17"})
  private String shape = "";

  private ProductShape operands = ProductShape.parse("1x1x1");

  /** Makes the operands and compiles all tiles. */
  @Setup(Level.Trial)
  public void setUp() {
    Kernels.warmUp();
    operands = ProductShape.parse(shape);
  }

  /** {@code Y = X W + b}. */
  @Benchmark
  public void forward() {
    operands.forward();
  }

  /** {@code dL/dX = dL/dY W^T}. */
  @Benchmark
  public void inputGradient() {
    operands.inputGradient();
  }

  /** {@code dL/dW = X^T dL/dY}. */
  @Benchmark
  public void weightGradient() {
    operands.weightGradient();
  }
}

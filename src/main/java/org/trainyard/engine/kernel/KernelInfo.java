package org.trainyard.engine.kernel;

/**
 * Which kernels this process runs, for people who read a log or a status page.
 *
 * @param lanes float values that one instruction handles; 1 for the scalar kernels
 * @param reason one sentence: why these kernels were chosen and, for the scalar ones, what to
 *     change
 */
public record KernelInfo(Kind kind, int lanes, String reason) {

  /** The two families of kernels; both give the same bits. */
  public enum Kind {
    /** Vector API, compiled to the CPU's vector instructions. */
    SIMD,
    /** Plain loops, which the JIT compiler vectorizes where it can. */
    SCALAR
  }
}

package org.trainyard.app.job.estimate;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a training will cost.
 *
 * @param parameters numbers that are learned
 * @param memoryBytes that it takes while it runs, about
 * @param threads that work on a minibatch while all cores are free
 * @param floatingPointOperationsPerEpoch additions and multiplications, about
 * @param secondsPerEpoch on this machine while nothing else runs on it
 * @param seconds for all epochs, within its time limit, and what comes before and after; less if it
 *     stops early
 */
public record Estimate(
    @Schema(example = "203") long parameters,
    @Schema(example = "4300000") long memoryBytes,
    @Schema(example = "1") int threads,
    @Schema(example = "1440000") long floatingPointOperationsPerEpoch,
    @Schema(example = "0.0004") double secondsPerEpoch,
    @Schema(example = "0.05") double seconds) {}

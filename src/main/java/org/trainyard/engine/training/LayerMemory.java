package org.trainyard.engine.training;

/**
 * What was seen of one layer in the epoch that is being done.
 *
 * @param gradientNorm of the last step that was looked at
 * @param updateRatio of the last step that was looked at
 * @param sum of the outputs looked at
 * @param squares sum of their squares
 * @param saturated how many of them were saturated
 * @param count how many there were
 * @param alive the units that were not 0 for every row, as a bit set
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record LayerMemory(
    double gradientNorm,
    double updateRatio,
    double sum,
    double squares,
    long saturated,
    long count,
    long[] alive) {}

package org.trainyard.engine.training;

import java.util.OptionalDouble;

/**
 * What an epoch looked like inside a linear layer and the activation that follows it.
 *
 * <p>Gradient and update are those of the last full minibatch of the epoch, the gradient as the
 * optimizer gets it: with the L1 penalty, and after clipping. Where the epoch has fewer than 8192
 * samples, those of a matrix of more than 4096 weights are estimated from a part of its units: as
 * good as these stand for the others. Activations are those of the last steps, up to a twentieth of
 * the epoch and about 256 rows, evenly spread over the minibatch where it has more, but of one full
 * minibatch at least.
 *
 * @param layer position of the linear layer in the network, from 0
 * @param gradientNorm Euclidean norm of {@code dL/dW}; where it shrinks from the last layer to the
 *     first, the gradient vanishes
 * @param updateRatio norm of the change of the weights, divided by the norm of the weights; about
 *     {@code 1e-3} is usual; 0 if all weights were 0
 * @param activationMean over rows and units
 * @param activationStandardDeviation over rows and units
 * @param saturatedShare sigmoid and tanh: the share of values within 2.5 % of the range's ends,
 *     where the slope is below a tenth of the largest
 * @param deadShare ReLU: the share of units that were 0 for every row looked at
 */
public record LayerDiagnostics(
    int layer,
    double gradientNorm,
    double updateRatio,
    double activationMean,
    double activationStandardDeviation,
    OptionalDouble saturatedShare,
    OptionalDouble deadShare) {}

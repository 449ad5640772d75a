package org.trainyard.engine.training;

import java.util.List;
import java.util.Optional;

/**
 * What one epoch showed.
 *
 * @param epoch 1-based
 * @param training the scores on the training rows, gathered during the epoch
 * @param validation the scores on the validation rows after the epoch, if there are any
 * @param learningRate of the last step
 * @param elapsedNanos time spent in the epoch, by the clock that was given to the trainer
 * @param samples rows trained on
 * @param layers what the linear layers looked like, if the configuration asks for it
 */
public record EpochResult(
    int epoch,
    Score training,
    Optional<Score> validation,
    double learningRate,
    long elapsedNanos,
    long samples,
    List<LayerDiagnostics> layers) {

  public EpochResult {
    layers = List.copyOf(layers);
  }
}

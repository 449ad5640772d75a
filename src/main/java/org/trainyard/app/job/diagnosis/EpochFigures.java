package org.trainyard.app.job.diagnosis;

import java.util.List;
import java.util.OptionalDouble;
import org.trainyard.engine.training.LayerDiagnostics;

/**
 * What is known of an epoch.
 *
 * @param epoch 1-based
 * @param samples rows trained on
 * @param trainingLoss on the training rows
 * @param validationLoss on the validation rows, if there are any
 * @param share the training error as a share of that of the best constant prediction: 1 is as good
 *     as guessing, 0 is perfect
 * @param layers what the linear layers looked like; empty without diagnostics
 */
public record EpochFigures(
    int epoch,
    long samples,
    double trainingLoss,
    OptionalDouble validationLoss,
    double share,
    List<LayerDiagnostics> layers) {

  public EpochFigures {
    layers = List.copyOf(layers);
  }

  EpochFigures withoutLayers() {
    return new EpochFigures(epoch, samples, trainingLoss, validationLoss, share, List.of());
  }
}

package org.trainyard.published;

import org.trainyard.engine.data.Samples;

/**
 * What one run of a recipe trains and is measured on.
 *
 * @param test the training rows themselves where the recipe has no others
 */
record Examples(Samples training, Samples test) {

  static Examples measuredOnTraining(Samples training) {
    return new Examples(training, training);
  }
}

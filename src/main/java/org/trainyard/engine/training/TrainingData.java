package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.data.Samples;

/**
 * What a network is trained and measured on.
 *
 * @param training at least one row
 * @param validation rows that are measured after each epoch; at least one if there are any
 */
public record TrainingData(Samples training, Optional<Samples> validation) {

  public TrainingData {
    if (training.size() < 1) {
      throw new IllegalArgumentException("training needs at least one row");
    }
  }
}

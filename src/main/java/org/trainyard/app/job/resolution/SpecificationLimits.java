package org.trainyard.app.job.resolution;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

@Component
final class SpecificationLimits implements LimitSource {

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxLayers", NetworkCheck.MAX_LAYERS,
        "maxUnits", NetworkCheck.MAX_UNITS,
        "maxParameters", NetworkResolver.MAX_PARAMETERS,
        "maxEpochs", TrainingCheck.MAX_EPOCHS,
        "maxBatchSize", TrainingCheck.MAX_BATCH_SIZE);
  }
}

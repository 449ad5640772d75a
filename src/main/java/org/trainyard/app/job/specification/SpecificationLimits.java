package org.trainyard.app.job.specification;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

@Component
final class SpecificationLimits implements LimitSource {

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxLayers", NetworkResolver.MAX_LAYERS,
        "maxUnits", NetworkResolver.MAX_UNITS,
        "maxParameters", NetworkResolver.MAX_PARAMETERS,
        "maxEpochs", HyperparameterCheck.MAX_EPOCHS,
        "maxBatchSize", HyperparameterCheck.MAX_BATCH_SIZE);
  }
}

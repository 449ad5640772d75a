package org.trainyard.app.model;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

@Component
final class ModelLimits implements LimitSource {

  private final ModelProperties properties;

  ModelLimits(ModelProperties properties) {
    this.properties = properties;
  }

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxPredictInstances", properties.maxInstances(),
        "maxCachedModelBytes", properties.cacheSize().toBytes(),
        "maxModelFileBytes", properties.maxFile().toBytes());
  }
}

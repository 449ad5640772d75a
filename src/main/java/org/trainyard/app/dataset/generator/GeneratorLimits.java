package org.trainyard.app.dataset.generator;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

/** Shows the limits of generators at {@code GET /api/v1/limits}. */
@Component
final class GeneratorLimits implements LimitSource {

  @Override
  public Map<String, Number> limits() {
    return Map.of("maxGeneratedSamples", GenerateRequest.MAX_SAMPLES);
  }
}

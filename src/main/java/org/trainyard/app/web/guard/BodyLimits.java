package org.trainyard.app.web.guard;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

@Component
final class BodyLimits implements LimitSource {

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxBodyBytes", BodyLimit.DOCUMENT.bytes(),
        "maxPredictBodyBytes", BodyLimit.PREDICTION.bytes());
  }
}

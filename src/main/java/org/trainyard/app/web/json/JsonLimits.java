package org.trainyard.app.web.json;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LimitSource;

@Component
final class JsonLimits implements LimitSource {

  @Override
  public Map<String, Number> limits() {
    return Map.of(
        "maxJsonDepth", JsonSyntax.MAX_DEPTH,
        "maxJsonNumberLength", JsonSyntax.MAX_NUMBER_LENGTH);
  }
}

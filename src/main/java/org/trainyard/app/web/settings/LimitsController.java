package org.trainyard.app.web.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.LimitSource;
import org.trainyard.app.web.LimitsApi;

@RestController
@Tag(name = "Service")
class LimitsController implements LimitsApi {

  private final List<LimitSource> sources;

  LimitsController(List<LimitSource> sources) {
    this.sources = sources;
  }

  @Override
  @Operation(summary = "Every limit with its value")
  public Map<String, Number> getLimits() {
    Map<String, Number> limits = new TreeMap<>();
    sources.forEach(source -> limits.putAll(source.limits()));
    return limits;
  }
}

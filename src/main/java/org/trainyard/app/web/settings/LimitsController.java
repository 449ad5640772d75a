package org.trainyard.app.web.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.LimitSource;

@RestController
@Tag(name = "Service")
class LimitsController {

  private final List<LimitSource> sources;

  LimitsController(List<LimitSource> sources) {
    this.sources = sources;
  }

  @GetMapping(path = "/api/v1/limits", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "getLimits", summary = "Every limit with its value")
  Map<String, Number> limits() {
    Map<String, Number> limits = new TreeMap<>();
    sources.forEach(source -> limits.putAll(source.limits()));
    return limits;
  }
}

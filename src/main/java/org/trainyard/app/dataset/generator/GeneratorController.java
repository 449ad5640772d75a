package org.trainyard.app.dataset.generator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetResponse;
import org.trainyard.app.dataset.table.Table;

@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "Datasets")
class GeneratorController {

  private final DatasetCatalog catalog;
  private final DatasetProperties limits;

  GeneratorController(DatasetCatalog catalog, DatasetProperties limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  @PostMapping("/generate")
  @Operation(summary = "Generate a data set")
  ResponseEntity<DatasetResponse> generate(@RequestBody GenerateRequest request)
      throws IOException {
    request.check();
    Table table = new Table(new GeneratedSource(request), limits);
    return DatasetResponse.created(
        catalog.add(request.name(), DatasetFormat.GENERATED, stored -> stored, table));
  }

  @GetMapping("/generators")
  @Operation(summary = "What can be generated")
  List<Map<String, Object>> generators() {
    return Arrays.stream(Generator.values()).map(GeneratorController::described).toList();
  }

  private static Map<String, Object> described(Generator generator) {
    List<String> columns = new ArrayList<>(generator.features().names());
    columns.add(
        switch (generator.target()) {
          case CLASSES -> "label";
          case NUMBER -> "y";
        });
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("samples", generator.defaultSamples());
    defaults.put("noise", generator.defaultNoise());
    if (generator.classes().most() > 0) {
      defaults.put("classes", generator.classes().usual());
    }
    if (generator.turns()) {
      defaults.put("turns", generator.defaultTurns());
    }
    defaults.put("seed", 1);
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", generator.label());
    description.put("description", generator.description());
    description.put("columns", columns);
    description.put("defaults", defaults);
    return description;
  }
}

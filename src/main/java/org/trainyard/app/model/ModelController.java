package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;

@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models", description = "Trained models and their predictions")
class ModelController {

  private final ModelRegistry registry;

  ModelController(ModelRegistry registry) {
    this.registry = registry;
  }

  @GetMapping
  @Operation(summary = "List models by name, each with its newest version")
  Page<ModelSummary> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = Cursor.limit(limit);
    return Page.of(
        registry.newest(Cursor.parse(cursor, 1).key(), size + 1).stream()
            .map(ModelSummary::of)
            .toList(),
        size,
        ModelSummary::name);
  }

  @GetMapping("/{name}")
  @Operation(summary = "The newest version of a model")
  ModelResponse newest(@PathVariable String name) {
    return response(registry.newest(name));
  }

  @GetMapping("/{name}/versions/{version}")
  @Operation(summary = "A version of a model")
  ModelResponse version(@PathVariable String name, @PathVariable int version) {
    return response(registry.version(name, version));
  }

  @DeleteMapping("/{name}/versions/{version}")
  @Operation(summary = "Delete a version")
  ResponseEntity<Void> delete(@PathVariable String name, @PathVariable int version) {
    registry.delete(registry.version(name, version));
    return ResponseEntity.noContent().build();
  }

  private ModelResponse response(ModelVersion version) {
    List<Integer> versions =
        registry.versions(version.name()).stream().map(ModelVersion::version).toList();
    return ModelResponse.of(registry.servable(version), versions);
  }

  /** A line of the list. */
  record ModelSummary(String name, int latestVersion, Instant createdAt, String job) {

    static ModelSummary of(ModelVersion version) {
      return new ModelSummary(
          version.name(), version.version(), version.createdAt(), version.jobId());
    }
  }
}

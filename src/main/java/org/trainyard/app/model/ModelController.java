package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;

@RestController
@Tag(name = "Models")
class ModelController implements ModelApi {

  private final ModelRegistry registry;

  ModelController(ModelRegistry registry) {
    this.registry = registry;
  }

  @Override
  @Operation(summary = "List models by name, each with its newest version")
  public Page<ModelSummary> listModels(@Nullable String limit, @Nullable String cursor) {
    int size = Cursor.limit(limit);
    return Page.of(
        registry.newest(Cursor.parse(cursor, 1).key(), size + 1).stream()
            .map(ModelSummary::of)
            .toList(),
        size,
        ModelSummary::name);
  }

  @Override
  @Operation(summary = "The newest version of a model")
  public ModelResponse getModel(String name) {
    return response(registry.newest(name));
  }

  @Override
  @Operation(summary = "A version of a model")
  public ModelResponse getModelVersion(String name, int version) {
    return response(registry.version(name, version));
  }

  @Override
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a version that no unfinished job starts from")
  @ApiResponse(responseCode = "409", description = "A job that has not ended starts from it.")
  public void deleteModelVersion(String name, int version) {
    registry.delete(registry.version(name, version));
  }

  private ModelResponse response(ModelVersion version) {
    List<Integer> versions =
        registry.versions(version.name()).stream().map(ModelVersion::version).toList();
    return ModelResponse.of(registry.servable(version), versions);
  }
}

package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.RawQuery;

@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models")
class ModelImportController {

  private final ModelImport imports;
  private final ModelRegistry registry;

  ModelImportController(ModelImport imports, ModelRegistry registry) {
    this.imports = imports;
    this.registry = registry;
  }

  @PostMapping(consumes = MediaType.ALL_VALUE)
  @Operation(
      summary = "Import a model: the bytes of a .trainyard file",
      description = "It becomes the next version of the name.",
      parameters =
          @Parameter(
              name = "name",
              in = ParameterIn.QUERY,
              required = true,
              schema = @Schema(type = "string", pattern = ModelName.PATTERN)))
  ResponseEntity<ModelResponse> take(HttpServletRequest request) throws IOException {
    ModelVersion version =
        imports.take(name(RawQuery.parse(request.getQueryString())), request.getInputStream());
    URI place =
        URI.create("/api/v1/models/%s/versions/%d".formatted(version.name(), version.version()));
    return ResponseEntity.created(place)
        .body(
            ModelResponse.of(
                registry.servable(version),
                registry.versions(version.name()).stream().map(ModelVersion::version).toList()));
  }

  private static String name(Map<String, List<String>> query) {
    for (String parameter : query.keySet()) {
      if (!parameter.equals("name")) {
        throw Problem.of(
                ProblemType.UNKNOWN_FIELD,
                "There is no parameter '%s'; there is name.".formatted(Echo.of(parameter)))
            .with("parameter", Echo.of(parameter))
            .toException();
      }
    }
    List<String> names = query.getOrDefault("name", List.of());
    if (names.size() != 1) {
      throw Problem.of(
              ProblemType.MISSING_FIELD,
              "Give the model one name, as in POST /api/v1/models?name=iris; got %d."
                  .formatted(names.size()))
          .with("parameter", "name")
          .toException();
    }
    String name = names.getFirst();
    if (!ModelName.isValid(name)) {
      throw ModelName.problem(name, "").with("parameter", "name").toException();
    }
    return name;
  }
}

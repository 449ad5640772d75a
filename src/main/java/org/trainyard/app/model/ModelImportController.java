package org.trainyard.app.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.RawQuery;

@RestController
@Tag(name = "Models")
class ModelImportController implements ModelImportApi {

  private final ModelImport imports;
  private final ModelRegistry registry;

  ModelImportController(ModelImport imports, ModelRegistry registry) {
    this.imports = imports;
    this.registry = registry;
  }

  @Override
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Import a model: the bytes of a .trainyard file",
      description = "It becomes the next version of the name.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))),
      parameters =
          @Parameter(
              name = "name",
              in = ParameterIn.QUERY,
              required = true,
              schema = @Schema(type = "string", pattern = ModelName.PATTERN)))
  public ModelResponse importModel(@Parameter(hidden = true) ModelUpload file) {
    String name = name(RawQuery.parse(file.query()));
    try (InputStream content = file.content().getInputStream()) {
      ModelVersion version = imports.take(name, content);
      return ModelResponse.of(
          registry.servable(version),
          registry.versions(version.name()).stream().map(ModelVersion::version).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

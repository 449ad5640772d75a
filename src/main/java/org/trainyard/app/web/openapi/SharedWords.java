package org.trainyard.app.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What parameters and answers mean that many operations have, said once. Comes before errors get
 * their form.
 */
@Component
@Order(0)
final class SharedWords implements OpenApiCustomizer {

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "id", "An id that the service gave",
          "name", "The name of a model",
          "version", "1, 2, 3…",
          "seed", "A whole number; the same one gives the same answer",
          "offset", "The first row to show, counted from 0",
          "limit", "How many at most, 1 to 200; absent: 50",
          "cursor", "nextCursor of the page before; absent: from the start",
          "If-None-Match", "The ETag of an earlier answer",
          "If-Match", "The ETag of an earlier answer; absent: in any case",
          "Idempotency-Key",
              "The same request sent again under it within 24 hours gets the same answer");

  @Override
  public void customise(OpenAPI document) {
    document
        .getPaths()
        .forEach((path, item) -> {
          if (path.startsWith("/api/v1")) {
            item.readOperations().forEach(operation -> describe(path, operation));
          }
        });
  }

  private static void describe(String path, Operation operation) {
    List<Parameter> parameters = Optional.ofNullable(operation.getParameters()).orElseGet(List::of);
    for (Parameter parameter : parameters) {
      if (parameter.getDescription() == null) {
        parameter.setDescription(PARAMETERS.get(parameter.getName()));
      }
    }
    ApiResponses answers = operation.getResponses();
    if (path.contains("{")) {
      refusal(answers, "404", "There is nothing of that name.");
    }
    if (operation.getRequestBody() != null) {
      refusal(answers, "422", "The body can be read, and is not acceptable.");
    }
    header(answers.get("201"), "Location", "The address of what was created");
    if (parameters.stream().anyMatch(parameter -> parameter.getName().equals("cursor"))) {
      header(answers.get("200"), "Link", "The next page, rel=\"next\"; absent on the last");
    }
  }

  private static void refusal(ApiResponses answers, String status, String description) {
    answers.computeIfAbsent(status, _ -> new ApiResponse().description(description));
  }

  private static void header(@Nullable ApiResponse answer, String name, String description) {
    if (answer != null) {
      answer.addHeaderObject(
          name, new Header().description(description).schema(new JsonSchema().typesItem("string")));
    }
  }
}

package org.trainyard.app.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;

/** What all operations of the OpenAPI document share. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  static {
    // Its getters are no members of the JSON.
    SpringDocUtils.getConfig()
        .replaceWithSchema(JsonNode.class, new JsonSchema().description("Any JSON"));
  }

  @Bean
  OpenAPI openApi(ObjectProvider<BuildProperties> build) {
    BuildProperties properties = build.getIfAvailable();
    String version = properties == null ? "development" : properties.getVersion();
    return new OpenAPI()
        .info(
            new Info()
                .title("Trainyard")
                .description("Trains neural networks over HTTP.")
                .version(version)
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .servers(List.of(new Server().url("/").description("This service")))
        .tags(
            List.of(
                tag("Datasets", "The rows to train on."),
                tag("Jobs", "Trainings, from the queue to their end."),
                tag("Models", "What trainings made, and predictions with it."),
                tag("Open Inference Protocol", "Predictions for clients of KServe and Triton."),
                tag("TensorFlow Serving", "Predictions for its clients, and KServe's first."),
                tag("MLflow", "Predictions for clients of MLflow and SageMaker."),
                tag("Service", "The service itself.")));
  }

  /** Last: operations and the schemas of features are there by then. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  OpenApiCustomizer problemResponses() {
    return document -> {
      document.setServers(List.of(new Server().url("/").description("This service")));
      // Added here and not above: springdoc drops schemas that nothing refers to by then.
      document.schema("Problem", problem());
      document
          .getPaths()
          .forEach((path, item) -> {
            if (path.startsWith("/api/v1")) {
              item.readOperations().forEach(OpenApiConfiguration::addProblems);
            }
          });
    };
  }

  /** Errors have one form, whatever the operation said about their bodies. */
  private static void addProblems(Operation operation) {
    ApiResponses responses = operation.getResponses();
    responses.computeIfAbsent("400", _ -> response("The request cannot be read."));
    responses.addApiResponse("default", response("What is wrong, as a problem (RFC 9457)."));
    responses.forEach((status, response) -> {
      if (status.startsWith("4") || status.startsWith("5")) {
        response.setContent(problemContent());
      }
    });
  }

  private static ApiResponse response(String description) {
    return new ApiResponse().description(description).content(problemContent());
  }

  private static Content problemContent() {
    Schema<?> reference = new Schema<>().$ref("#/components/schemas/Problem");
    return new Content()
        .addMediaType("application/problem+json", new MediaType().schema(reference));
  }

  private static Tag tag(String name, String description) {
    return new Tag().name(name).description(description);
  }

  private static Schema<?> problem() {
    Schema<?> problem = typed("object");
    problem.setRequired(List.of("type", "title", "status", "detail", "instance", "errorId"));
    problem
        .description("What is wrong with a request (RFC 9457); types add members of their own.")
        .addProperty("type", text("The type, which is the address of its page."))
        .addProperty("title", text("The type in words."))
        .addProperty("status", typed("integer").description("The status of the answer."))
        .addProperty("detail", text("What is wrong here, and the way out."))
        .addProperty("instance", text("The path of the request."))
        .addProperty("errorId", text("Names this answer in the service's log."))
        .addProperty("field", text("The place in the request's JSON, as a JSON pointer."))
        .addProperty("parameter", text("The parameter of the query that is wrong."))
        .addProperty("hint", text("What to do."))
        .addProperty("violations", violations());
    return problem;
  }

  private static Schema<?> violations() {
    Schema<?> violation = typed("object");
    violation
        .addProperty("type", text("As above."))
        .addProperty("detail", text("As above."))
        .addProperty("field", text("As above."));
    violation.setRequired(List.of("type", "detail"));
    Schema<?> violations = typed("array");
    violations.setItems(violation);
    return violations.description(
        "All that is wrong, at most 20, with the members above; absent if it is one thing.");
  }

  private static Schema<?> text(String description) {
    return typed("string").description(description);
  }

  private static Schema<?> typed(String type) {
    Schema<?> schema = new Schema<>(SpecVersion.V31);
    schema.addType(type);
    return schema;
  }
}

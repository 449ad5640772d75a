package org.trainyard.app.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Says in the OpenAPI document what bodies the protocols have: their controllers read and write
 * them by hand, so nothing can be told from types. {@code openapi/protocols.json} holds the
 * schemas, and the bodies by the names of operations.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProtocolDocument implements OpenApiCustomizer {

  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");
  private static final ClassPathResource BODIES = new ClassPathResource("openapi/protocols.json");

  @Override
  public void customise(OpenAPI document) {
    ObjectMapper json = Json31.mapper();
    JsonNode bodies = read(json);
    bodies
        .get("schemas")
        .properties()
        .forEach(schema ->
            document
                .getComponents()
                .addSchemas(schema.getKey(), json.convertValue(schema.getValue(), Schema.class)));
    document
        .getPaths()
        .forEach((path, item) ->
            item.readOperations()
                .forEach(operation -> {
                  JsonNode known = bodies.get("operations").get(nameOf(operation));
                  if (known != null) {
                    fill(operation, json.convertValue(known, Operation.class));
                    addParameters(path, operation);
                  }
                }));
  }

  /** A variable of the path that no method reads, because the answer is the same for all. */
  private static void addParameters(String path, Operation operation) {
    List<Parameter> given = Objects.requireNonNullElse(operation.getParameters(), List.of());
    VARIABLE
        .matcher(path)
        .results()
        .map(found -> found.group(1))
        .filter(name -> given.stream().noneMatch(parameter -> parameter.getName().equals(name)))
        .forEach(name ->
            operation.addParametersItem(
                new PathParameter().name(name).schema(new JsonSchema().typesItem("string"))));
  }

  /** An operation with several paths has numbered names; one of a version has the same bodies. */
  private static String nameOf(Operation operation) {
    return operation.getOperationId().replaceFirst("(Version)?(_[0-9]+)?$", "");
  }

  private static void fill(Operation operation, Operation known) {
    operation.setRequestBody(known.getRequestBody());
    operation.setResponses(known.getResponses());
  }

  private static JsonNode read(ObjectMapper json) {
    try (InputStream in = BODIES.getInputStream()) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BODIES, e);
    }
  }
}

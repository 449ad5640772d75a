package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code openapi.json} is what the service says of itself. After a change of the API write it again
 * with {@code mvn test -Dtest=OpenApiDocumentTests -Dopenapi.write=true}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiDocumentTests {

  private static final Path FILE = Path.of("openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @TempDir private static Path data;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @Test
  void theDocumentInTheRepositoryIsThatOfTheService() throws IOException {
    JsonNode document = new HttpService(port).get("/v3/api-docs");
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(FILE, JSON.writeValueAsString(document) + "\n");
    }

    assertThat(JSON.readTree(Files.readString(FILE))).isEqualTo(document);
  }

  /** What a client's developer looks for first. */
  @Test
  void saysWhatParametersMeanAndWhereThingsAre() {
    new HttpService(port)
        .get("/v3/api-docs")
        .get("paths")
        .properties()
        .forEach(path -> {
          if (path.getKey().startsWith("/api/v1")) {
            path.getValue()
                .properties()
                .forEach(operation ->
                    assertTells(operation.getKey() + " " + path.getKey(), operation.getValue()));
          }
        });
  }

  private static void assertTells(String name, JsonNode operation) {
    assertThat(operation.path("parameters"))
        .as(name)
        .allSatisfy(parameter ->
            assertThat(parameter.path("description").asString()).as(name).isNotBlank());
    JsonNode responses = operation.get("responses");
    if (responses.has("201")) {
      assertThat(responses.at("/201/headers").has("Location")).as(name).isTrue();
    }
    if (name.contains("{")) {
      assertThat(responses.has("404")).as(name).isTrue();
    }
  }

  /** A type that the generator does not understand becomes an empty schema. */
  @Test
  void everySchemaSaysSomething() {
    JsonNode schemas = new HttpService(port).get("/v3/api-docs").at("/components/schemas");

    assertThat(schemas.properties())
        .isNotEmpty()
        .allSatisfy(schema -> assertThat(schema.getValue()).as(schema.getKey()).isNotEmpty());
  }
}

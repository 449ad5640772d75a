package org.trainyard.app.job;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.idempotency.IdempotencyKey;
import org.trainyard.app.idempotency.IdempotencyStore;

@RestController
@RequestMapping("/api/v1/models/{name}/versions/{version}/reproduce")
@Tag(name = "Models")
class ReproductionController {

  private static final String RETRY_AFTER = "2";

  private final ReproductionService reproductions;

  ReproductionController(ReproductionService reproductions) {
    this.reproductions = reproductions;
  }

  @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Train a version again and compare every bit",
      description =
          "A job trains from the version's provenance: the specification, the data by their hash, the"
              + " seed. When it has succeeded its member 'reproduction' says whether the weights are"
              + " equal. No new version is made.")
  @ApiResponse(
      responseCode = "202",
      description = "The job, which is in the queue",
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  ResponseEntity<String> reproduce(
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @PathVariable String name,
      @PathVariable int version) {
    String operation = "POST /api/v1/models/%s/versions/%d/reproduce".formatted(name, version);
    IdempotencyStore.Result result =
        reproductions.reproduce(
            name, version, IdempotencyKey.of(idempotencyKey, operation, new byte[0]));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.accepted()
            .location(URI.create(result.answer().location()))
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    if (result.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.body(result.answer().body());
  }
}

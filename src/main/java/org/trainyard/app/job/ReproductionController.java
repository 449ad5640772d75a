package org.trainyard.app.job;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.idempotency.IdempotencyKey;

@RestController
@Tag(name = "Models")
class ReproductionController implements ReproductionApi {

  private final ReproductionService reproductions;

  ReproductionController(ReproductionService reproductions) {
    this.reproductions = reproductions;
  }

  @Override
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Train a version again and compare every bit",
      description =
          "A job trains from the version's provenance: the specification, the data by their hash, the"
              + " seed. When it has succeeded its member 'reproduction' says whether the weights are"
              + " equal. No new version is made.")
  @ApiResponse(
      responseCode = "202",
      description = "Accepted",
      headers =
          @Header(
              name = "Location",
              description = "The address of the job",
              schema = @Schema(type = "string")),
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "409", description = "The version cannot be trained again here.")
  public ResponseEntity<JobResponse> reproduceModel(
      @Nullable String idempotencyKey, String name, int version) {
    String operation = "POST /api/v1/models/%s/versions/%d/reproduce".formatted(name, version);
    return SubmissionAnswers.of(
        reproductions.reproduce(
            name, version, IdempotencyKey.of(idempotencyKey, operation, new byte[0])));
  }
}

package org.trainyard.app.dataset;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartFile;

/** What the OpenAPI document says of uploads, whose requests are read by hand. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
  @Parameter(
      name = "name",
      in = ParameterIn.QUERY,
      description = "Absent: data",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "format",
      in = ParameterIn.QUERY,
      description = "csv, tsv, json, jsonl, npy, npz, parquet or idx; gzip is seen by itself",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "separator",
      in = ParameterIn.QUERY,
      description = "One character, or tab",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "header",
      in = ParameterIn.QUERY,
      description = "true: the first line holds names; false: it is data",
      schema = @Schema(type = "boolean")),
  @Parameter(
      name = "missing",
      in = ParameterIn.QUERY,
      description = "Words for a missing value, with commas between them",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "decimal",
      in = ParameterIn.QUERY,
      description = "The sign before the fraction of a number: . or ,",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "columns",
      in = ParameterIn.QUERY,
      description = "JSON: {\"id\": {\"type\": \"ignore\"}, \"zip\": {\"type\": \"categorical\"}}",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "sha256",
      in = ParameterIn.QUERY,
      description = "Of the file as it is sent: other bytes are refused",
      schema = @Schema(type = "string"))
})
@RequestBody(
    required = true,
    content = {
      @Content(
          mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
          schema = @Schema(type = "string", format = "binary")),
      @Content(
          mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
          schema = @Schema(implementation = UploadDocumentation.Form.class))
    })
@interface UploadDocumentation {

  /** The parts of a form. */
  @Schema(name = "DatasetForm")
  record Form(
      @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
          MultipartFile file,
      @Schema(type = "string", format = "binary", description = "Of an IDX pair")
          MultipartFile labels,
      @Schema(description = "JSON with an option in each member") String options) {}
}

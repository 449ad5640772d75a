package org.trainyard.app.model.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.model.ModelFileApi;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Models")
class ModelFileController implements ModelFileApi {

  private final ModelRegistry registry;
  private final JsonMapper json;

  ModelFileController(ModelRegistry registry, JsonMapper json) {
    this.registry = registry;
    this.json = json;
  }

  @Override
  @Operation(
      summary = "A version as a file",
      description =
          "model.trainyard holds everything and can be imported; model.onnx has the preprocessing"
              + " inside, raw columns in; model.safetensors has the weights under PyTorch's names."
              + " Ranges and If-None-Match are answered.")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      headers =
          @Header(
              name = "ETag",
              description = "The SHA-256 of the file",
              schema = @Schema(type = "string")),
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "304", description = "The client has the file", content = @Content)
  @ApiResponse(responseCode = "416", description = "The range is no part of the file.")
  public ResponseEntity<Resource> getModelFile(
      String name,
      int version,
      @Parameter(
              description = "model.trainyard, model.onnx or model.safetensors",
              example = "model.onnx")
          String file) {
    ModelFileName wanted = ModelFileName.at(file);
    ModelVersion found = registry.find(name, (long) version);
    return switch (wanted) {
      case TRAINYARD ->
          answer(found, wanted, new FileSystemResource(registry.file(found)), found.fileSha256());
      case ONNX -> answer(found, wanted, OnnxFile.of(found, registry.trained(found)));
      case SAFETENSORS -> answer(found, wanted, SafetensorsFile.of(registry.trained(found), json));
    };
  }

  private static ResponseEntity<Resource> answer(
      ModelVersion version, ModelFileName file, byte[] bytes) {
    return answer(version, file, new ByteArrayResource(bytes), Sha256.hex(bytes));
  }

  private static ResponseEntity<Resource> answer(
      ModelVersion version, ModelFileName file, Resource bytes, String sha256) {
    String name = "%s-v%d.%s".formatted(version.name(), version.version(), file.extension());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache()) // kept, and asked for with the tag
        .eTag(sha256)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(bytes);
  }
}

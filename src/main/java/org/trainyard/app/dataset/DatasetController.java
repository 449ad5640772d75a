package org.trainyard.app.dataset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;

@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "Datasets", description = "Upload, generate, look at and delete data sets")
class DatasetController {

  private final DatasetCatalog catalog;
  private final DatasetGeneration generation;
  private final DatasetUpload upload;

  DatasetController(DatasetCatalog catalog, DatasetGeneration generation, DatasetUpload upload) {
    this.catalog = catalog;
    this.generation = generation;
    this.upload = upload;
  }

  // The body is read from the raw request: asking for a parameter would make the container eat a
  // body of the type that curl sends by default.
  @PostMapping(consumes = MediaType.ALL_VALUE)
  @Operation(
      summary = "Upload a data set: the bytes of a CSV file, plain or gzip",
      description = "Query: name, format (csv), separator, header (true, false)")
  ResponseEntity<DatasetResponse> upload(HttpServletRequest request) throws IOException {
    UploadOptions options = UploadOptions.ofQuery(request.getQueryString());
    return created(upload.csv(request.getInputStream(), options));
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Upload a data set: a CSV file, or an IDX pair of images and labels")
  ResponseEntity<DatasetResponse> upload(
      @RequestPart("file") MultipartFile file,
      @RequestPart(value = "labels", required = false) @Nullable MultipartFile labels,
      HttpServletRequest request)
      throws IOException {
    UploadOptions options = UploadOptions.ofQuery(request.getQueryString());
    try (var bytes = file.getInputStream()) {
      if (labels == null) {
        return created(upload.csv(bytes, options));
      }
      try (var labelBytes = labels.getInputStream()) {
        return created(upload.idx(bytes, labelBytes, file.getSize() + labels.getSize(), options));
      }
    }
  }

  @PostMapping("/generate")
  @Operation(summary = "Generate a data set")
  ResponseEntity<DatasetResponse> generate(@RequestBody GenerateRequest request) {
    return created(generation.generate(request));
  }

  @GetMapping("/generators")
  @Operation(summary = "What can be generated")
  List<Map<String, Object>> generators() {
    return Arrays.stream(Generator.values()).map(DatasetController::description).toList();
  }

  @GetMapping
  @Operation(summary = "List data sets, the newest first")
  Page<DatasetResponse> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = Cursor.limit(limit);
    return Page.of(
        catalog.before(Cursor.parse(cursor, 1).key(), size + 1).stream()
            .map(DatasetResponse::of)
            .toList(),
        size,
        DatasetResponse::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "A data set: its columns, statistics and warnings")
  DatasetResponse get(@PathVariable String id) {
    return DatasetResponse.of(catalog.get(id));
  }

  @GetMapping("/{id}/rows")
  @Operation(summary = "Rows of a data set, as they are stored")
  RowsView rows(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long offset,
      @RequestParam(required = false) @Nullable String limit) {
    Dataset dataset = catalog.get(id);
    try (StoredRows rows = catalog.open(dataset)) {
      return RowsView.of(dataset, rows, offset, Cursor.limit(limit));
    }
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Delete a data set that no unfinished job uses")
  ResponseEntity<Void> delete(@PathVariable String id) {
    catalog.delete(id);
    return ResponseEntity.noContent().build();
  }

  private static Map<String, Object> description(Generator generator) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", generator.label());
    description.put("description", generator.description());
    description.put("columns", List.of("x1", "x2", "label"));
    description.put(
        "defaults",
        Map.of(
            "samples",
            1500,
            "noise",
            generator.defaultNoise(),
            "classes",
            generator.defaultClasses(),
            "seed",
            1));
    return description;
  }

  private static ResponseEntity<DatasetResponse> created(Dataset dataset) {
    return ResponseEntity.created(URI.create("/api/v1/datasets/" + dataset.id()))
        .body(DatasetResponse.of(dataset));
  }
}

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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;
import org.trainyard.app.web.StrictJson;

@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "Datasets", description = "Upload, generate, look at and delete data sets")
class DatasetController {

  private final DatasetCatalog catalog;
  private final DatasetGeneration generation;
  private final DatasetUpload upload;
  private final StrictJson json;

  DatasetController(
      DatasetCatalog catalog, DatasetGeneration generation, DatasetUpload upload, StrictJson json) {
    this.catalog = catalog;
    this.generation = generation;
    this.upload = upload;
    this.json = json;
  }

  // The body is read from the raw request: asking for a parameter would make the container eat a
  // body of the type that curl sends by default.
  @PostMapping(consumes = MediaType.ALL_VALUE)
  @Operation(
      summary = "Upload a data set: the bytes of a CSV file, plain or gzip",
      description =
          "Query: name, format (csv, tsv), separator, header (true, false), missing (words with"
              + " commas between them), decimal, columns (JSON). What is absent is told from the"
              + " bytes.")
  ResponseEntity<DatasetResponse> upload(HttpServletRequest request) throws IOException {
    OptionsReader options = new OptionsReader(json);
    options.query(request.getQueryString());
    upload.requireWithinLimit(request.getContentLengthLong());
    return created(
        upload.store(
            Map.of(Upload.Part.FILE, request::getInputStream), options.options(), options.given()));
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Upload a data set: a CSV file, or an IDX pair of images and labels",
      description =
          "Parts: file; labels, for an IDX pair; options, JSON with the members name, format,"
              + " separator, header, missing, decimal and columns. Each option may be a field of"
              + " the form or a parameter of the query as well.")
  ResponseEntity<DatasetResponse> upload(
      MultipartHttpServletRequest form, HttpServletRequest request) throws IOException {
    OptionsReader options = new OptionsReader(json);
    options.query(request.getQueryString());
    Map<Upload.Part, DatasetUpload.Source> files = new UploadForm(options).read(form);
    return created(upload.store(files, options.options(), options.given()));
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

package org.trainyard.app.dataset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
  private final DatasetUpload upload;
  private final StrictJson json;

  DatasetController(DatasetCatalog catalog, DatasetUpload upload, StrictJson json) {
    this.catalog = catalog;
    this.upload = upload;
    this.json = json;
  }

  // The body is read from the raw request: asking for a parameter would make the container eat a
  // body of the type that curl sends by default.
  @PostMapping(consumes = MediaType.ALL_VALUE)
  @Operation(
      summary = "Upload a data set: the bytes of a file",
      description =
          "Query: name, format (csv, tsv, json, jsonl, each plain or gzip; npy, npz, parquet), separator,"
              + " header (true, false), missing (words with commas between them), decimal, columns (JSON), sha256 of the body. What is"
              + " absent is told from the bytes and the content type.")
  ResponseEntity<DatasetResponse> upload(HttpServletRequest request) throws IOException {
    return DatasetResponse.created(raw(request, upload::store));
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Upload a data set: a file, or an IDX pair of images and labels",
      description =
          "Parts: file; labels, for an IDX pair; options, JSON with the members name, format,"
              + " separator, header, missing, decimal, columns and sha256 of the file. Each option may be a field of"
              + " the form or a parameter of the query as well.")
  ResponseEntity<DatasetResponse> upload(
      MultipartHttpServletRequest form, HttpServletRequest request) throws IOException {
    return DatasetResponse.created(formed(form, request, upload::store));
  }

  @PostMapping(path = "/inspect", consumes = MediaType.ALL_VALUE)
  @Operation(
      summary = "Look at an upload without storing it",
      description =
          "Takes what an upload takes, as a body or as a form, and answers what it would become."
              + " The answer may be sent back, changed or not, as the part 'options' of an upload.")
  InspectResponse inspect(HttpServletRequest request) throws IOException {
    return raw(request, upload::inspect);
  }

  @PostMapping(path = "/inspect", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Look at an upload without storing it")
  InspectResponse inspect(MultipartHttpServletRequest form, HttpServletRequest request)
      throws IOException {
    return formed(form, request, upload::inspect);
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

  @GetMapping(
      path = "/{id}/rows",
      produces = {MediaType.APPLICATION_JSON_VALUE, RowsTexts.CSV, RowsTexts.NDJSON})
  @Operation(summary = "Rows of a data set, as they are stored: JSON, CSV, or a JSON object a line")
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

  /** What becomes of an upload. */
  @FunctionalInterface
  private interface Purpose<T> {
    T of(Map<Upload.Part, SentFile> parts, UploadOptions options, List<String> given)
        throws IOException;
  }

  private <T> T raw(HttpServletRequest request, Purpose<T> purpose) throws IOException {
    OptionsReader options = new OptionsReader(json);
    options.query(request.getQueryString());
    upload.requireWithinLimit(request.getContentLengthLong());
    return purpose.of(
        Map.of(
            Upload.Part.FILE,
            new SentFile(request::getInputStream, request.getContentType(), options.sha256())),
        options.options(),
        options.given());
  }

  private <T> T formed(
      MultipartHttpServletRequest form, HttpServletRequest request, Purpose<T> purpose)
      throws IOException {
    OptionsReader options = new OptionsReader(json);
    options.query(request.getQueryString());
    Map<Upload.Part, SentFile> files = new UploadForm(options).read(form);
    files.computeIfPresent(Upload.Part.FILE, (_, file) -> file.declaring(options.sha256()));
    return purpose.of(files, options.options(), options.given());
  }
}

package org.trainyard.app.dataset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Cursor;
import org.trainyard.app.web.Page;
import org.trainyard.app.web.StrictJson;

@RestController
@Tag(name = "Datasets")
class DatasetController implements DatasetApi {

  private final DatasetCatalog catalog;
  private final DatasetUpload uploads;
  private final StrictJson json;

  DatasetController(DatasetCatalog catalog, DatasetUpload uploads, StrictJson json) {
    this.catalog = catalog;
    this.uploads = uploads;
    this.json = json;
  }

  @Override
  @ResponseStatus(HttpStatus.CREATED)
  @UploadDocumentation
  @Operation(
      summary = "Upload a data set: the bytes of a file",
      description =
          "What the query does not say is told from the bytes and the content type. As a form it"
              + " takes an IDX pair of images and labels, too; there each option may be a field of"
              + " the form, or a member of its JSON part 'options'.")
  public DatasetResponse uploadDataset(@Parameter(hidden = true) RawUpload upload) {
    return DatasetResponse.of(raw(upload, uploads::store));
  }

  @Override
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(hidden = true) // one operation in the document, whatever the form
  public DatasetResponse uploadDatasetForm(FormUpload upload) {
    return DatasetResponse.of(formed(upload, uploads::store));
  }

  @Override
  @UploadDocumentation
  @Operation(
      summary = "Look at an upload without storing it",
      description =
          "Takes what an upload takes, as a body or as a form, and answers what it would become."
              + " The answer may be sent back, changed or not, as the part 'options' of an upload.")
  public InspectResponse inspectDataset(@Parameter(hidden = true) RawUpload upload) {
    return raw(upload, uploads::inspect);
  }

  @Override
  @Operation(hidden = true)
  public InspectResponse inspectDatasetForm(FormUpload upload) {
    return formed(upload, uploads::inspect);
  }

  @Override
  @Operation(summary = "List data sets, the newest first")
  public Page<DatasetResponse> listDatasets(@Nullable String limit, @Nullable String cursor) {
    int size = Cursor.limit(limit);
    return Page.of(
        catalog.before(Cursor.parse(cursor, 1).key(), size + 1).stream()
            .map(DatasetResponse::of)
            .toList(),
        size,
        DatasetResponse::id);
  }

  @Override
  @Operation(summary = "A data set: its columns, statistics and warnings")
  public DatasetResponse getDataset(String id) {
    return DatasetResponse.of(catalog.get(id));
  }

  @Override
  @Operation(summary = "Rows of a data set, as they are stored: JSON, CSV, or a JSON object a line")
  public RowsView getRows(String id, long offset, @Nullable String limit) {
    Dataset dataset = catalog.get(id);
    try (StoredRows rows = catalog.open(dataset)) {
      return RowsView.of(dataset, rows, offset, Cursor.limit(limit));
    }
  }

  @Override
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a data set that no unfinished job uses")
  @ApiResponse(responseCode = "409", description = "A job that has not ended uses the data set.")
  public void deleteDataset(String id) {
    catalog.delete(id);
  }

  /** What becomes of an upload. */
  @FunctionalInterface
  private interface Purpose<T> {
    T of(Map<Upload.Part, SentFile> parts, UploadOptions options, List<String> given)
        throws IOException;
  }

  private <T> T raw(RawUpload sent, Purpose<T> purpose) {
    OptionsReader options = new OptionsReader(json);
    options.query(sent.query());
    uploads.requireWithinLimit(sent.length());
    SentFile file =
        new SentFile(sent.content()::getInputStream, sent.contentType(), options.sha256());
    return done(purpose, Map.of(Upload.Part.FILE, file), options);
  }

  private <T> T formed(FormUpload sent, Purpose<T> purpose) {
    OptionsReader options = new OptionsReader(json);
    options.query(sent.query());
    Map<Upload.Part, SentFile> files = new UploadForm(options).read(sent);
    files.computeIfPresent(Upload.Part.FILE, (_, file) -> file.declaring(options.sha256()));
    return done(purpose, files, options);
  }

  private static <T> T done(
      Purpose<T> purpose, Map<Upload.Part, SentFile> files, OptionsReader options) {
    try {
      return purpose.of(files, options.options(), options.given());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

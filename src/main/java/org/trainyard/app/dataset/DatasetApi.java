package org.trainyard.app.dataset;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.trainyard.app.web.Page;

/** Data sets: the controller's side and the client's. */
public interface DatasetApi {

  /** Stores a file. */
  @PostExchange("/api/v1/datasets")
  DatasetResponse uploadDataset(RawUpload upload);

  /** Stores a file, or an IDX pair of images and labels. */
  @PostExchange(url = "/api/v1/datasets", contentType = MediaType.MULTIPART_FORM_DATA_VALUE)
  DatasetResponse uploadDatasetForm(FormUpload upload);

  /** Says what an upload would become, and stores nothing. */
  @PostExchange("/api/v1/datasets/inspect")
  InspectResponse inspectDataset(RawUpload upload);

  /** Says what an upload would become, and stores nothing. */
  @PostExchange(url = "/api/v1/datasets/inspect", contentType = MediaType.MULTIPART_FORM_DATA_VALUE)
  InspectResponse inspectDatasetForm(FormUpload upload);

  /**
   * The data sets, the newest first.
   *
   * @param limit how many, 1 to 200; null: 50
   * @param cursor of the page before; null: from the start
   */
  @GetExchange("/api/v1/datasets")
  Page<DatasetResponse> listDatasets(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** A data set: its columns, statistics and warnings. */
  @GetExchange("/api/v1/datasets/{id}")
  DatasetResponse getDataset(@PathVariable String id);

  /**
   * Rows as they are stored.
   *
   * @param offset number of the first row, from 0
   * @param limit how many, 1 to 200; null: 50
   */
  @GetExchange(
      url = "/api/v1/datasets/{id}/rows",
      accept = {MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_NDJSON_VALUE})
  RowsView getRows(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long offset,
      @RequestParam(required = false) @Nullable String limit);

  /** Deletes a data set that no unfinished job uses. */
  @DeleteExchange("/api/v1/datasets/{id}")
  void deleteDataset(@PathVariable String id);
}

package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.trainyard.app.storage.DataDirectory;
import org.trainyard.app.web.Ids;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** What there is of data sets: look one up, read its rows, add one, delete one. */
@Service
public class DatasetCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetCatalog.class);
  private static final String PREFIX = "ds_";

  private final DatasetRepository repository;
  private final ObjectProvider<DatasetUse> uses;
  private final Ids ids;
  private final InstantSource clock;
  private final Path folder;

  DatasetCatalog(
      DatasetRepository repository,
      ObjectProvider<DatasetUse> uses,
      Ids ids,
      InstantSource clock,
      DataDirectory data) {
    this.repository = repository;
    this.uses = uses;
    this.ids = ids;
    this.clock = clock;
    this.folder = data.directory("datasets");
  }

  /**
   * The data set with that id.
   *
   * @throws org.trainyard.app.web.ProblemException {@code bad-id} or {@code not-found}
   */
  public Dataset get(String id) {
    return repository
        .find(Ids.checked(PREFIX, id))
        .orElseThrow(() ->
            Problem.of(
                    ProblemType.NOT_FOUND,
                    "There is no data set '%s'; GET /api/v1/datasets lists those there are."
                        .formatted(id))
                .toException());
  }

  /** Opens the stored rows; the caller closes them. */
  public StoredRows open(Dataset dataset) {
    try {
      return MappedRows.open(
          folder.resolve(dataset.sha256()),
          dataset.rows(),
          elements(dataset.columns(), dataset.format()));
    } catch (IOException e) {
      LOG.error("the rows of data set {} cannot be read", dataset.id(), e);
      throw Problem.of(
              ProblemType.ARTIFACT_CORRUPT,
              "The stored rows of data set '%s' are damaged; upload it again."
                  .formatted(dataset.id()))
          .toException();
    }
  }

  /** Where the files of data sets lie. */
  Path folder() {
    return folder;
  }

  Dataset add(
      String name,
      DatasetFormat format,
      long bytes,
      RowWriter.Stored stored,
      List<Column> columns,
      List<Dataset.Warning> warnings) {
    Dataset dataset =
        new Dataset(
            ids.next(PREFIX),
            name,
            format,
            clock.instant(),
            bytes,
            stored.sha256(),
            stored.rows(),
            columns,
            warnings);
    repository.insert(dataset);
    LOG.info("data set {} stored: {} rows", dataset.id(), dataset.rows());
    return dataset;
  }

  List<Dataset> before(String id, int limit) {
    return repository.before(id, limit);
  }

  @Transactional
  void delete(String id) {
    Dataset dataset = get(id);
    List<String> jobs =
        uses.stream().flatMap(use -> use.jobsUsing(id).stream()).distinct().toList();
    if (!jobs.isEmpty()) {
      throw Problem.of(
              ProblemType.DATASET_IN_USE,
              "Jobs that have not ended use the data set: %s; wait for them or cancel them."
                  .formatted(jobs))
          .with("jobs", jobs)
          .toException();
    }
    repository.delete(id);
    if (!repository.isReferenced(dataset.sha256())) {
      deleteFile(dataset.sha256());
    }
  }

  private void deleteFile(String sha256) {
    try {
      Files.deleteIfExists(folder.resolve(sha256));
    } catch (IOException e) {
      LOG.warn("the file {} of a deleted data set is left behind", sha256, e);
    }
  }

  /** Images are stored as bytes, everything else as numbers. */
  static List<RowWriter.Element> elements(List<Column> columns, DatasetFormat format) {
    return columns.stream()
        .flatMap(column ->
            Collections.nCopies(
                column.width(),
                format == DatasetFormat.IDX && column instanceof Column.Numeric
                    ? RowWriter.Element.UINT8
                    : RowWriter.Element.FLOAT32)
                .stream())
        .toList();
  }
}

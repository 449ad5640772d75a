package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Ids;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** What there is of data sets: look one up, read its rows, add one, delete one. */
@Service
public class DatasetCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetCatalog.class);
  private static final String PREFIX = "ds_";

  private final DatasetRepository repository;
  private final DatasetFiles files;
  private final ObjectProvider<DatasetUse> uses;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final InstantSource clock;

  DatasetCatalog(
      DatasetRepository repository,
      DatasetFiles files,
      ObjectProvider<DatasetUse> uses,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    this.repository = repository;
    this.files = files;
    this.uses = uses;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The data set with that id.
   *
   * @throws ProblemException {@code bad-id} or {@code not-found}
   */
  public Dataset get(String id) {
    return repository.find(Ids.checked(PREFIX, id)).orElseThrow(() -> notFound(id));
  }

  /**
   * The data set with that id, or the newest one with that name.
   *
   * @throws ProblemException {@code not-found}
   */
  public Dataset find(String idOrName) {
    if (DatasetName.problem(idOrName).isPresent()) { // PostgreSQL takes no NUL
      throw notFound(idOrName);
    }
    return repository
        .find(idOrName)
        .or(() -> repository.newest(idOrName))
        .orElseThrow(() -> notFound(idOrName));
  }

  /** A data set with that content: the one with the id, if it is there, or another. */
  public Optional<Dataset> findContent(String id, String sha256) {
    return repository
        .find(id)
        .filter(dataset -> dataset.sha256().equals(sha256))
        .or(() -> repository.newestWithContent(sha256));
  }

  /**
   * Makes sure, for the caller's transaction, that there is a data set and that it is not deleted
   * before the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  public void hold(String id) {
    if (!repository.lock(id)) {
      throw notFound(id);
    }
  }

  /**
   * Opens the stored rows; the caller closes them.
   *
   * @throws ProblemException {@code not-found} if the data set was deleted meanwhile, {@code
   *     artifact-corrupt} if its file is damaged
   */
  public StoredRows open(Dataset dataset) {
    return opened(dataset, files::open);
  }

  /**
   * The same, once the whole file was read and found to be as it was stored.
   *
   * @param between called between parts of the file; what it throws ends the reading
   */
  public StoredRows openVerified(Dataset dataset, Runnable between) {
    return opened(dataset, found -> files.openVerified(found, between));
  }

  private interface Opening {
    StoredRows open(Dataset dataset) throws IOException;
  }

  private StoredRows opened(Dataset dataset, Opening opening) {
    try {
      return opening.open(dataset);
    } catch (NoSuchFileException e) {
      get(dataset.id()); // not-found, if that is why
      throw damaged(dataset, e);
    } catch (IOException e) {
      throw damaged(dataset, e);
    }
  }

  /** Where the files of data sets lie. */
  Path folder() {
    return files.folder();
  }

  /** The size to show of a data set; fails if what was read shall not be stored after all. */
  @FunctionalInterface
  public interface Size {
    long of(long storedBytes) throws IOException;
  }

  /**
   * Stores a table: its rows in a file and its description in the database, both or neither.
   *
   * @param bytes the size to show, from the size of the stored form; asked for when all is read
   */
  public Dataset add(String name, DatasetFormat format, Size bytes, UploadedTable table)
      throws IOException {
    try (RowFile file = new RowFile(files.folder())) {
      UploadedTable.Contents contents = table.read(file);
      requireColumns(contents);
      String sha256 = file.settle(contents);
      Dataset dataset =
          new Dataset(
              ids.next(PREFIX),
              name,
              format,
              clock.instant().truncatedTo(ChronoUnit.MILLIS), // as the database keeps it
              bytes.of(file.bytes()),
              sha256,
              contents.rows(),
              contents.described(),
              contents.warnings());
      files.publish(file, sha256, () -> repository.insert(dataset));
      LOG.info("data set {} stored: {} rows", dataset.id(), dataset.rows());
      return dataset;
    }
  }

  private static void requireColumns(UploadedTable.Contents contents) {
    if (!contents.isStorable()) {
      throw Problem.of(
              ProblemType.DATASET_EMPTY,
              "There are %d rows, but no column is left to store.".formatted(contents.rows()))
          .hint(
              "A column is left out if it is empty, holds ids, dates or free text, has too many different texts, or if the option columns says so.")
          .toException();
    }
  }

  List<Dataset> before(String id, int limit) {
    return repository.before(id, limit);
  }

  void delete(String id) {
    Dataset dataset = get(id);
    files.remove(dataset.sha256(), () -> transactions.executeWithoutResult(_ -> deleteUnused(id)));
    LOG.info("data set {} deleted", id);
  }

  private void deleteUnused(String id) {
    hold(id);
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
  }

  private static ProblemException notFound(String id) {
    return Problem.of(
            ProblemType.NOT_FOUND,
            "There is no data set '%s'; GET /api/v1/datasets lists those there are."
                .formatted(Echo.of(id)))
        .toException();
  }

  private static ProblemException damaged(Dataset dataset, IOException cause) {
    LOG.error("the rows of data set {} cannot be read", dataset.id(), cause);
    return Problem.of(
            ProblemType.ARTIFACT_CORRUPT,
            "The stored rows of data set '%s' are damaged; upload it again."
                .formatted(dataset.id()))
        .toException();
  }
}

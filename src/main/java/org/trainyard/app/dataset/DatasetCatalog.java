package org.trainyard.app.dataset;

import org.springframework.stereotype.Component;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** What other features may do with data sets: look one up, and read its rows. */
@Component
public class DatasetCatalog {

  /**
   * The data set with that id.
   *
   * @throws org.trainyard.app.web.ProblemException {@code bad-id} or {@code not-found}
   */
  public Dataset get(String id) {
    throw Problem.of(ProblemType.NOT_FOUND, id).toException();
  }

  /** Opens the stored rows; the caller closes them. */
  public StoredRows open(Dataset dataset) {
    throw Problem.of(ProblemType.NOT_FOUND, dataset.id()).toException();
  }
}

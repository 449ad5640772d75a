package org.trainyard.app.web.error;

import java.util.Optional;
import org.trainyard.app.storage.StorageFailure;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Says what a client can do about a disk that is full or a database that is away. */
final class StorageProblem {

  private StorageProblem() {}

  /** What is the matter with the storage, if something is. */
  static Optional<Problem> of(Throwable failure) {
    return StorageFailure.of(failure).map(StorageProblem::problem);
  }

  private static Problem problem(StorageFailure failure) {
    return switch (failure) {
      case FULL ->
          Problem.of(
              ProblemType.STORAGE_FULL,
              "There is no space left to store this; delete data sets or models, or give the service a larger disk.");
      case UNAVAILABLE ->
          Problem.of(
              ProblemType.DEPENDENCY_UNAVAILABLE,
              "The database did not answer; try again shortly.");
    };
  }
}

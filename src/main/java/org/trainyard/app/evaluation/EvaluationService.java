package org.trainyard.app.evaluation;

import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Evaluates models for clients, one at a time: each is a long computation with memory of its own,
 * and predictions shall not wait for many of them.
 */
@Service
class EvaluationService {

  private final ModelRegistry models;
  private final DatasetCatalog catalog;
  private final EvaluationStore store;
  private final Workplace workplace;
  private final Semaphore turn = new Semaphore(1, true);

  EvaluationService(
      ModelRegistry models, DatasetCatalog catalog, EvaluationStore store, Workplace workplace) {
    this.models = models;
    this.catalog = catalog;
    this.store = store;
    this.workplace = workplace;
  }

  /**
   * The evaluation on a data set.
   *
   * @param version absent: the newest
   * @param dataset an id or a name
   */
  EvaluationResponse evaluate(String name, @Nullable Long version, String dataset) {
    return on(
        name,
        version,
        dataset,
        work ->
            EvaluationResponse.of(
                work.version(),
                work.data().dataset(),
                Evaluator.evaluate(work.model(), work.data().rows(), () -> false).orElseThrow()));
  }

  /** The evaluation that was made at the end of training. */
  EvaluationResponse heldOut(String name, long number) {
    ModelVersion version = models.find(name, number);
    return EvaluationResponse.of(
        version,
        store
            .find(version)
            .orElseThrow(() ->
                Problem.of(
                        ProblemType.NOT_FOUND,
                        "The model '%s' version %d has no evaluation of its own: its training held out no rows, or it was imported."
                            .formatted(version.name(), version.version()))
                    .hint(
                        "POST /api/v1/models/%s/versions/%d/evaluate with {\"dataset\": …} evaluates it on any data set."
                            .formatted(version.name(), version.version()))
                    .toException()));
  }

  /** A version and the rows to predict. */
  record Work(ModelVersion version, TrainedModel model, EvaluatedDataset data) {}

  /** Does something with a version and a data set that fit each other, when its turn has come. */
  <T> T on(String name, @Nullable Long number, String idOrName, Function<Work, T> task) {
    ModelVersion version = models.find(name, number);
    TrainedModel model = models.trained(version);
    Dataset dataset = catalog.find(idOrName);
    long memory = EvaluationMemory.of(model.network().spec(), dataset.rows());
    turn.acquireUninterruptibly();
    try {
      return workplace.compute(
          memory,
          () -> {
            try (EvaluatedDataset data =
                EvaluatedDataset.open(model.description(), dataset, catalog)) {
              return task.apply(new Work(version, model, data));
            }
          });
    } finally {
      turn.release();
    }
  }
}

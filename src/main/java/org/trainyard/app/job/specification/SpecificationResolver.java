package org.trainyard.app.job.specification;

import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.model.ModelName;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * Checks a specification against its data set and fills every default in.
 *
 * <p>All that is wrong is thrown together where one finding does not depend on another.
 */
@Component
public class SpecificationResolver {

  private final DatasetCatalog catalog;

  SpecificationResolver(DatasetCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The same training with nothing left open.
   *
   * @throws ProblemException with everything that is wrong
   */
  public ResolvedSpecification resolve(JobSpecification asked) {
    Problems problems = new Problems();
    HyperparameterCheck.check(asked, problems);
    NetworkResolver network = new NetworkResolver(asked.network(), problems);
    network.check();
    Dataset dataset = dataset(asked, problems);
    problems.throwIfAny();

    ColumnChoice columns = new ColumnResolver(asked, dataset, problems).resolve(catalog);
    ResolvedSpecification.Split split =
        new SplitResolver(asked.split(), problems).resolve(catalog, dataset, columns);
    LossName loss = loss(asked, columns, problems);
    problems.throwIfAny();

    ResolvedSpecification.Network layers = network.resolve(columns, loss);
    problems.throwIfAny();
    return resolved(asked, dataset, columns, split, loss, layers);
  }

  private Dataset dataset(JobSpecification asked, Problems problems) {
    try {
      return catalog.find(asked.dataset());
    } catch (ProblemException e) {
      e.problems().forEach(problem -> problems.add(problem.field("/dataset")));
      problems.throwIfAny();
      throw e;
    }
  }

  private static LossName loss(JobSpecification asked, ColumnChoice columns, Problems problems) {
    LossName loss = asked.loss() == null ? LossName.of(columns.task()) : asked.loss();
    if (loss.task() != columns.task()) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/loss",
          "This loss is for a %s, and the task is a %s; leave loss out to get the usual one."
              .formatted(words(loss.task()), words(columns.task())));
    } else if (loss == LossName.BINARY_CROSS_ENTROPY && columns.classes().size() != 2) {
      problems.add(
          ProblemType.SHAPE_MISMATCH,
          "/loss",
          "binaryCrossEntropy is for two classes, and the target has %d; use crossEntropy."
              .formatted(columns.classes().size()));
    }
    return loss;
  }

  private static ResolvedSpecification resolved(
      JobSpecification asked,
      Dataset dataset,
      ColumnChoice columns,
      ResolvedSpecification.Split split,
      LossName loss,
      ResolvedSpecification.Network network) {
    TrainingSpecification training = asked.training();
    String name = asked.name() == null ? dataset.name() : asked.name();
    return new ResolvedSpecification(
        name,
        dataset.id(),
        columns.targets().stream().map(Column::name).toList(),
        columns.features().stream().map(Column::name).toList(),
        columns.task(),
        columns.classes().stream().map(Column.Category::value).toList(),
        split,
        asked.preprocessing(),
        network,
        loss,
        asked.optimizer(),
        new ResolvedSpecification.Training(
            (int) training.epochs(),
            (int) training.batchSize(),
            training.shuffle(),
            training.seed(),
            training.restoreBest() == null ? split.hasValidation() : training.restoreBest()),
        asked.model() == null
            ? new JobSpecification.ModelTarget(ModelName.from(name))
            : asked.model(),
        (int) asked.priority(),
        asked.labels());
  }

  private static String words(Task task) {
    return switch (task) {
      case CLASSIFICATION -> "classification";
      case REGRESSION -> "regression";
    };
  }
}

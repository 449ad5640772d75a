package org.trainyard.app.job.resolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.specification.InitialWeights;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.LossName;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelName;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.rows.SplitRule;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ReadPart;

/**
 * Checks a specification against its data set and fills every default in.
 *
 * <p>All that is wrong is thrown together; what would only follow from it is not looked for.
 */
@Component
public class SpecificationResolver {

  private static final String VALIDATION_DATASET = "/split/validationDataset";

  private final DatasetCatalog catalog;
  private final ModelRegistry models;

  SpecificationResolver(DatasetCatalog catalog, ModelRegistry models) {
    this.catalog = catalog;
    this.models = models;
  }

  /**
   * A specification that can be submitted.
   *
   * @param warnings what is allowed and seldom wanted
   */
  public record Checked(ResolvedSpecification resolved, List<SpecificationWarning> warnings) {

    public Checked {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The same training with nothing left open.
   *
   * @throws ProblemException with everything that is wrong
   */
  public ResolvedSpecification resolve(JobSpecification asked) {
    return check(ReadPart.whole(asked)).resolved();
  }

  /**
   * The same training with nothing left open, and what a client may want to think over.
   *
   * @throws ProblemException with everything that is wrong
   */
  public Checked check(ReadPart<JobSpecification> read) {
    JobSpecification asked = read.value();
    Problems problems = new Problems(read);
    HyperparameterCheck.check(asked, problems);
    NetworkCheck.check(asked.network(), problems);
    Dataset dataset = dataset(asked, problems);
    problems.throwIfAnyAt("/dataset");

    SplitColumnCheck.check(asked.split(), dataset, problems);
    ColumnChoice columns = new ColumnResolver(asked, dataset, problems).resolve(catalog);
    SplitRule rule =
        new SplitResolver(asked.split(), columns, problems).rule(asked.training().seed());
    GivenDatasets given =
        new GivenDatasets(catalog, columns, asked.preprocessing().missing(), problems);
    Dataset validation = given.check(asked.split().validationDataset(), VALIDATION_DATASET);
    Dataset test = given.check(asked.split().testDataset(), "/split/testDataset");
    LossResolver lossResolver = new LossResolver(asked, columns, problems);
    LossName loss = lossResolver.loss();
    problems.throwIfAnyAt(
        "/target", "/features", "/task", "/loss", "/split", "/preprocessing", "/training/seed");

    RowInspection.Found found =
        new RowInspection(catalog, dataset, columns, problems).find(rule, asked.preprocessing());
    ResolvedSpecification.Split split = found.split(rule, validation, test);
    problems.throwIfAnyAt("/network");
    ResolvedSpecification.Network network =
        new NetworkResolver(asked.network(), problems).resolve(columns, found.inputs(), loss);
    ResolvedSpecification.Training training =
        new TrainingResolver(asked.training(), problems)
            .resolve(columns.task(), split, network, lossResolver, loss);
    InitialWeights initialWeights =
        new InitialWeightsResolver(models, problems)
            .resolve(asked.initialWeights(), columns, found.inputs(), network);
    List<String> unseen =
        validation == null ? found.unseen() : given.unseen(validation, VALIDATION_DATASET);
    problems.throwIfAny();
    ResolvedSpecification resolved =
        resolved(asked, dataset, columns, split, network, loss, training, initialWeights);
    return new Checked(
        resolved, new SpecificationWarnings(asked, resolved, columns, unseen).list());
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

  private static ResolvedSpecification resolved(
      JobSpecification asked,
      Dataset dataset,
      ColumnChoice columns,
      ResolvedSpecification.Split split,
      ResolvedSpecification.Network network,
      LossName loss,
      ResolvedSpecification.Training training,
      @Nullable InitialWeights initialWeights) {
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
        new Baseline(columns).of(loss, training.classWeights(), training.labelSmoothing()),
        asked.optimizer(),
        asked.schedule().resolve(training.epochs(), asked.optimizer().learningRate()),
        training,
        asked.model() == null
            ? new JobSpecification.ModelTarget(ModelName.from(name))
            : asked.model(),
        initialWeights,
        (int) asked.priority(),
        asked.labels());
  }
}

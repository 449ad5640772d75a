package org.trainyard.app.job.resolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.EarlyStoppingSpecification;
import org.trainyard.app.job.specification.EpochFigure;
import org.trainyard.app.job.specification.LossName;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.job.specification.TrainingSpecification;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Fills in what the training loop leaves to the data, and checks that it fits the rest. */
final class TrainingResolver {

  private final TrainingSpecification asked;
  private final Problems problems;

  TrainingResolver(TrainingSpecification asked, Problems problems) {
    this.asked = asked;
    this.problems = problems;
  }

  ResolvedSpecification.Training resolve(
      Task task,
      ResolvedSpecification.Split split,
      ResolvedSpecification.Network network,
      LossResolver loss,
      LossName lossName) {
    checkBatchNorm(network);
    return new ResolvedSpecification.Training(
        (int) asked.epochs(),
        (int) asked.batchSize(),
        asked.shuffle(),
        asked.seed(),
        asked.restoreBest() == null ? split.hasValidation() : asked.restoreBest(),
        (int) asked.threads(),
        earlyStopping(EpochFigure.of(task, split)),
        asked.gradientClipping(),
        asked.l1(),
        asked.maxNorm(),
        loss.classWeights(),
        asked.labelSmoothing(),
        loss.huberDelta(lossName),
        asked.maximumSeconds(),
        asked.diagnostics());
  }

  private @Nullable EarlyStoppingSpecification earlyStopping(List<EpochFigure> available) {
    EarlyStoppingSpecification rule = asked.earlyStopping();
    if (rule == null) {
      return null;
    }
    EpochFigure watched = rule.metric() == null ? EpochFigure.VALIDATION_LOSS : rule.metric();
    if (!available.contains(watched)) {
      List<String> names = available.stream().map(EpochFigure::json).toList();
      problems.add(
          Problem.of(
                  ProblemType.DEFINITION_INVALID,
                  "Early stopping watches the %s, and the epochs of this training have none; they have %s.%s"
                      .formatted(watched.json(), String.join(", ", names), wayOut(watched)))
              .field("/training/earlyStopping/metric")
              .allowed(names));
    }
    return rule.withMetric(watched);
  }

  private static String wayOut(EpochFigure watched) {
    return watched.isOfTraining()
        ? ""
        : " Hold rows out (split.validation, split.column or split.validationDataset), or name a figure of the training rows.";
  }

  private void checkBatchNorm(ResolvedSpecification.Network network) {
    boolean normalizes =
        network.layers().stream().anyMatch(LayerDefinition.BatchNorm.class::isInstance);
    if (normalizes && asked.batchSize() == 1) {
      problems.add(
          ProblemType.DEFINITION_INVALID,
          "/training/batchSize",
          "Batch normalization compares the rows of a minibatch, and one row has no other; set batchSize to 2 or more, or use layer normalization.");
    }
  }
}

package org.trainyard.app.job.run;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.diagnosis.Diagnosis;
import org.trainyard.app.job.diagnosis.EpochFigures;
import org.trainyard.app.job.diagnosis.Finding;
import org.trainyard.app.job.diagnosis.Setting;
import org.trainyard.app.job.lifecycle.EpochEntry;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.LayerDiagnostics;
import tools.jackson.databind.json.JsonMapper;

/** Shows the epochs of a run to the diagnosis. Belongs to the thread that trains. */
final class Watch {

  private final double baseline;
  private final Diagnosis diagnosis;

  /** What an epoch showed: its layers, and what was found for the first time. */
  record Seen(List<LayerFigures> layers, List<Finding> findings) {}

  private Watch(ResolvedSpecification specification) {
    this.baseline = specification.baseline();
    this.diagnosis = new Diagnosis(Setting.of(specification));
  }

  /**
   * A watch that knows what earlier runs have shown.
   *
   * @param before the epochs that will not be done again
   */
  static Watch of(ResolvedSpecification specification, List<EpochEntry> before, JsonMapper json) {
    Watch watch = new Watch(specification);
    for (EpochEntry entry : before) {
      EpochMetrics metrics = json.readValue(entry.data(), EpochMetrics.class);
      List<LayerDiagnostics> layers = layers(entry.layers(), json);
      long samples = Math.round(metrics.samplesPerSecond() * metrics.seconds());
      List<Finding> _ = watch.diagnosis.observe(watch.figures(metrics, samples, layers));
    }
    return watch;
  }

  private static List<LayerDiagnostics> layers(@Nullable String layers, JsonMapper json) {
    return layers == null
        ? List.of()
        : List.of(json.readValue(layers, LayerFigures[].class)).stream()
            .map(LayerFigures::toDiagnostics)
            .toList();
  }

  Seen look(EpochMetrics metrics, EpochResult result) {
    List<Finding> findings = diagnosis.observe(figures(metrics, result.samples(), result.layers()));
    return new Seen(result.layers().stream().map(LayerFigures::of).toList(), findings);
  }

  private EpochFigures figures(EpochMetrics metrics, long samples, List<LayerDiagnostics> layers) {
    @Nullable Double validation = metrics.validationLoss();
    return new EpochFigures(
        metrics.epoch(),
        Math.max(1, samples),
        metrics.trainingLoss(),
        validation == null ? OptionalDouble.empty() : OptionalDouble.of(validation),
        share(metrics),
        layers);
  }

  /** Errors of a regression count as squares, as a loss does. */
  private double share(EpochMetrics metrics) {
    @Nullable Double error = metrics.trainingRootMeanSquaredError();
    if (baseline <= 0) {
      return 0; // a constant target: there is nothing to learn
    }
    return error == null
        ? metrics.trainingLoss() / baseline
        : error * error / (baseline * baseline);
  }
}

package org.trainyard.app.job.training;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.job.specification.PreprocessingSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.rows.Presence;
import org.trainyard.app.rows.RowReader;

/** Fits preprocessing to the training rows, and to them alone. */
final class PreprocessingFit {

  private final ResolvedSpecification specification;
  private final Dataset dataset;
  private final RowReader reader;
  private final RunningStatistics statistics;
  private final Presence presence;
  private final List<ModelInput> inputs;
  private final float[] fills; // of a missing value, by its place among the features

  /**
   * Reads the training rows.
   *
   * @param reader in the numbering of the data set
   * @param rows numbers of the training rows
   */
  PreprocessingFit(
      ResolvedSpecification specification, Dataset dataset, RowReader reader, int[] rows) {
    this.specification = specification;
    this.dataset = dataset;
    this.reader = reader;
    this.statistics = new RunningStatistics(reader.width());
    this.presence = new Presence(specification.columns(dataset), dataset);
    float[] scratch = reader.scratch();
    float[] values = new float[reader.width()];
    for (int row : rows) {
      reader.read(row, scratch, values);
      statistics.add(values);
      presence.add(values);
    }
    this.fills = fills(rows);
    this.inputs = fitted();
  }

  private List<ModelInput> fitted() {
    List<ModelInput> fitted = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < specification.features().size(); i++) {
      ModelInput input = input(i, dataset.column(specification.features().get(i)), offset);
      fitted.add(input);
      offset += input.rawWidth();
    }
    return fitted;
  }

  /** What each feature becomes. */
  List<ModelInput> inputs() {
    return inputs;
  }

  /** The inputs of the network that are 0 in every training row: nothing is learned about them. */
  int[] unusedInputs() {
    List<Integer> unused = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < inputs.size(); i++) {
      end += inputs.get(i).inputWidth();
      if (inputs.get(i) instanceof ModelInput.Categorical && presence.missing(i).isEmpty()) {
        unused.add(end - 1);
      }
    }
    return unused.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What the outputs mean. */
  ModelOutput output() {
    return switch (specification.task()) {
      case CLASSIFICATION ->
          new ModelOutput.Classification(
              specification.target().getFirst(), specification.classes(), head());
      case REGRESSION -> new ModelOutput.Regression(targets());
    };
  }

  private ModelInput input(int feature, Column column, int offset) {
    PreprocessingSpecification preprocessing = specification.preprocessing();
    return switch (column) {
      case Column.Numeric numeric ->
          new ModelInput.Numeric(
              numeric.name(),
              numeric.shape(),
              scalings(offset, numeric.width()),
              preprocessing.missing(),
              preprocessing.missingIndicator() ? presence.missing(feature) : List.of());
      case Column.Categorical categorical ->
          new ModelInput.Categorical(categorical.name(), presence.categories(feature));
      case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
    };
  }

  private List<ModelInput.Scaling> scalings(int offset, int width) {
    List<ModelInput.Scaling> scalings = new ArrayList<>(width);
    for (int i = offset; i < offset + width; i++) {
      scalings.add(scaling(i));
    }
    return scalings;
  }

  /** A constant column becomes zero, whatever a later row holds: nothing was learned about it. */
  private ModelInput.Scaling scaling(int index) {
    PreprocessingSpecification preprocessing = specification.preprocessing();
    float minimum = statistics.minimum(index);
    float maximum = statistics.maximum(index);
    float fill = fills[index];
    return switch (preprocessing.numeric()) {
      case STANDARDIZE ->
          new ModelInput.Scaling(
              (float) statistics.mean(index),
              inverse(statistics.deviation(index)),
              fill,
              minimum,
              maximum);
      case MIN_MAX ->
          new ModelInput.Scaling(
              minimum, inverse((double) maximum - minimum), fill, minimum, maximum);
      case NONE -> {
        Double scale = preprocessing.scale();
        yield new ModelInput.Scaling(
            0, scale == null ? 1 : scale.floatValue(), fill, minimum, maximum);
      }
    };
  }

  /** 0 for a column without any value among the training rows. */
  private float[] fills(int[] rows) {
    float[] fills = new float[reader.featureWidth()];
    switch (specification.preprocessing().missing()) {
      case MEAN, REJECT -> {
        for (int i = 0; i < fills.length; i++) {
          fills[i] = (float) statistics.mean(i);
        }
      }
      case MEDIAN -> {
        float[] medians = Medians.of(reader, rows, fills.length);
        for (int i = 0; i < fills.length; i++) {
          fills[i] = Float.isNaN(medians[i]) ? 0 : medians[i];
        }
      }
    }
    return fills;
  }

  private List<ModelOutput.Target> targets() {
    List<ModelOutput.Target> targets = new ArrayList<>();
    for (int i = 0; i < specification.target().size(); i++) {
      int index = reader.featureWidth() + i;
      double deviation = statistics.deviation(index);
      targets.add(
          new ModelOutput.Target(
              specification.target().get(i),
              statistics.mean(index),
              deviation == 0 ? 1 : deviation));
    }
    return targets;
  }

  private ModelOutput.Head head() {
    return switch (specification.loss()) {
      case CROSS_ENTROPY, MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER ->
          ModelOutput.Head.SOFTMAX;
      case BINARY_CROSS_ENTROPY -> ModelOutput.Head.SIGMOID;
    };
  }

  private static float inverse(double width) {
    float inverse = (float) (1 / width);
    return Float.isFinite(inverse) ? inverse : 0;
  }
}

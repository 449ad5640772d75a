package org.trainyard.app.job.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.job.rows.RowReader;
import org.trainyard.app.job.specification.PreprocessingSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;

/** Fits preprocessing to the training rows, and to them alone. */
final class PreprocessingFit {

  private final ResolvedSpecification specification;
  private final Dataset dataset;
  private final RowReader reader;
  private final int[] rows;
  private final RunningStatistics statistics;

  /**
   * Reads the training rows once.
   *
   * @param rows numbers of the training rows
   */
  PreprocessingFit(
      ResolvedSpecification specification, Dataset dataset, RowReader reader, int[] rows) {
    this.specification = specification;
    this.dataset = dataset;
    this.reader = reader;
    this.rows = rows;
    this.statistics = new RunningStatistics(reader.width());
    float[] scratch = reader.scratch();
    float[] values = new float[reader.width()];
    for (int row : rows) {
      reader.read(row, scratch, values);
      statistics.add(values);
    }
  }

  /** What each feature becomes. */
  List<ModelInput> inputs() {
    List<ModelInput> inputs = new ArrayList<>();
    int offset = 0;
    for (String name : specification.features()) {
      ModelInput input = input(dataset.column(name), offset);
      inputs.add(input);
      offset += input.rawWidth();
    }
    return inputs;
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

  private ModelInput input(Column column, int offset) {
    return switch (column) {
      case Column.Numeric numeric ->
          new ModelInput.Numeric(
              numeric.name(),
              numeric.shape(),
              scalings(offset, numeric.width()),
              specification.preprocessing().missing());
      case Column.Categorical categorical ->
          new ModelInput.Categorical(
              categorical.name(),
              categorical.categories().stream().map(Column.Category::value).toList());
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
    float fill = fill(index);
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

  private float fill(int index) {
    return switch (specification.preprocessing().missing()) {
      case MEAN, REJECT -> (float) statistics.mean(index);
      case MEDIAN -> median(index);
    };
  }

  private float median(int index) {
    float[] scratch = reader.scratch();
    float[] values = new float[reader.width()];
    float[] present = new float[rows.length];
    int count = 0;
    for (int row : rows) {
      reader.read(row, scratch, values);
      if (!Float.isNaN(values[index])) {
        present[count++] = values[index];
      }
    }
    Arrays.sort(present, 0, count);
    return count == 0 ? 0 : (present[(count - 1) / 2] + present[count / 2]) / 2;
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

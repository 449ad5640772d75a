package org.trainyard.app.evaluation;

import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * How many rows an importance may use: its work is bounded, since a client waits for it.
 *
 * @param rows most rows
 * @param perRow multiplications that a row takes, in all its predictions
 */
record ImportanceWork(long rows, double perRow) {

  static final int MAX_REPEATS = 100;

  /** Some seconds of one core. */
  private static final double BUDGET = 2e10; // multiplications

  /** With fewer rows the figures would be noise. */
  private static final int MIN_ROWS = 100;

  /**
   * The work for a model.
   *
   * @throws org.trainyard.app.web.ProblemException if it is too much, with what would do
   */
  static ImportanceWork of(TrainedModel model, int repeats) {
    if (repeats < 1 || repeats > MAX_REPEATS) {
      throw repeats(repeats, MAX_REPEATS);
    }
    ModelDescription description = model.description();
    int inputs = description.inputs().size();
    int rawWidth = description.inputs().stream().mapToInt(ModelInput::rawWidth).sum();
    int inputSize = description.inputs().stream().mapToInt(ModelInput::inputWidth).sum();
    double prediction = (double) model.network().parameterCount() + inputSize + rawWidth;
    double predictions = BUDGET / (MIN_ROWS * prediction); // of each of the fewest rows
    int most = (int) Math.min(MAX_REPEATS, (predictions - 1) / inputs);
    if (most < 1) {
      throw Problem.of(
              ProblemType.MODEL_TOO_LARGE,
              "The importance of %d inputs takes %.1g multiplications even on %d rows, and a request may take %.1g; train a smaller network, or one with fewer inputs."
                  .formatted(inputs, MIN_ROWS * prediction * (inputs + 1.0), MIN_ROWS, BUDGET))
          .toException();
    }
    if (repeats > most) {
      throw repeats(repeats, most);
    }
    double perRow = prediction * (1 + (double) inputs * repeats);
    long inMemory = EvaluationMemory.kept() / (4L * rawWidth + 32);
    return new ImportanceWork(Math.min(inMemory, (long) (BUDGET / perRow)), perRow);
  }

  private static RuntimeException repeats(int repeats, int most) {
    return Problem.of(
            ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
            "repeats is 1 to %d for this model, got %d.".formatted(most, repeats))
        .with("parameter", "repeats")
        .limit(most, repeats)
        .toException();
  }
}

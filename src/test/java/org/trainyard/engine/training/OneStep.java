package org.trainyard.engine.training;

/** A step of a training as {@link TrainingRun} does it, for tests of what it is made of. */
final class OneStep {

  private OneStep() {}

  /** Takes a minibatch through the passes and the update; returns its mean loss. */
  static double run(
      TrainingStep step,
      ParameterUpdates updates,
      Minibatches batches,
      int batch,
      long number,
      ScoreSum sum,
      double learningRate,
      double momentum) {
    int last = step.begin(batches, batch) - 1;
    for (int chunk = 0; chunk < last; chunk++) {
      updates.add(step.run(chunk, number));
    }
    int rows = step.run(last, number);
    double loss = step.score(sum);
    updates.run(rows, learningRate, momentum);
    return loss;
  }
}

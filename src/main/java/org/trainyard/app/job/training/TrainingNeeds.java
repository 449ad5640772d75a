package org.trainyard.app.job.training;

import org.trainyard.app.evaluation.EvaluationMemory;
import org.trainyard.app.job.specification.EngineOptimizer;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.KeptRows.Use;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.training.Threads;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;
import org.trainyard.engine.training.TrainingFootprint;

/**
 * What a training will take of the machine, told from its specification alone.
 *
 * @param engine what the engine takes
 * @param rowBytes the rows that are kept in memory, and their order
 * @param evaluationBytes what the figures of the model take at the end
 * @param seconds that all its epochs take on a usual machine: no more than a guess, good enough to
 *     order a queue
 */
public record TrainingNeeds(
    TrainingFootprint engine, long rowBytes, long evaluationBytes, double seconds) {

  private static final double OPERATIONS_PER_SECOND = 10e9; // of one core
  private static final double SECONDS_PER_STEP = 10e-6;
  private static final double SECONDS_PER_ROW = 0.1e-6;

  /** Buffers of files, all that is small, and the rounding of arrays to regions of the heap. */
  private static final long BASE_BYTES = 16L << 20;

  /** What a training of this specification takes. */
  public static TrainingNeeds of(ResolvedSpecification specification) {
    return of(specification, specification.training().batchSize());
  }

  /** The same with minibatches of another size. */
  public static TrainingNeeds of(ResolvedSpecification specification, int batchSize) {
    ResolvedSpecification.Network network = specification.network();
    ResolvedSpecification.Training training = specification.training();
    ResolvedSpecification.Rows rows = specification.split().rows();
    TrainingFootprint engine =
        TrainingFootprint.of(
            new NetworkSpec(
                network.inputSize(),
                network.layers().stream().map(LayerDefinition::toSpec).toList()),
            EngineOptimizer.of(specification.optimizer()),
            training.restoreBest() ? FinalWeights.BEST : FinalWeights.LAST,
            (int) Math.min(batchSize, rows.training()),
            training.threads() == 0 ? Threads.AUTOMATIC : Threads.atMost(training.threads()),
            Math.max(rows.validation(), rows.test()));
    return new TrainingNeeds(
        engine,
        rowBytes(specification, batchSize),
        EvaluationMemory.ofFigures(network.outputSize(), Math.max(rows.validation(), rows.test())),
        training.epochs() * secondsPerEpoch(specification, batchSize) / engine.threads());
  }

  /** All of it, in bytes. */
  public long bytes() {
    return engine.bytes() + rowBytes + evaluationBytes + BASE_BYTES;
  }

  /** Forward and back are three products with the weights, a measurement is one. */
  private static double secondsPerEpoch(ResolvedSpecification specification, int batchSize) {
    ResolvedSpecification.Rows rows = specification.split().rows();
    double operations =
        2.0 * specification.network().parameters() * (3.0 * rows.training() + rows.validation());
    double steps = Math.ceil((double) rows.training() / batchSize);
    return operations / OPERATIONS_PER_SECOND
        + steps * SECONDS_PER_STEP
        + (rows.training() + rows.validation()) * SECONDS_PER_ROW;
  }

  private static long rowBytes(ResolvedSpecification specification, int batchSize) {
    ResolvedSpecification.Rows rows = specification.split().rows();
    int inputs = specification.network().inputSize();
    int targets =
        switch (specification.task()) {
          case CLASSIFICATION -> 1;
          case REGRESSION -> specification.network().outputSize();
        };
    long parts =
        bytes(new KeptRows(Use.OFTEN, rows.training(), inputs, targets), batchSize)
            + bytes(
                new KeptRows(Use.OFTEN, rows.validation(), inputs, targets),
                TrainingFootprint.EVALUATED_ROWS)
            + bytes(
                new KeptRows(Use.ONCE, rows.test(), inputs, targets),
                TrainingFootprint.EVALUATED_ROWS);
    long order = 2L * Integer.BYTES * (rows.training() + rows.validation() + rows.test());
    return parts + order;
  }

  /**
   * A part is kept if it is small beside the heap, or its targets are; what is not is read in every
   * epoch, perhaps a minibatch ahead.
   */
  private static long bytes(KeptRows part, int batchSize) {
    int rows = (int) Math.min(batchSize, part.count());
    long ahead = SamplesAhead.bytes(rows, part.inputs(), part.targets());
    return switch (part.extent(Runtime.getRuntime().maxMemory())) {
      case ROWS -> part.bytes();
      case TARGETS -> part.targetBytes() + ahead;
      case NOTHING -> ahead;
    };
  }
}

package org.trainyard.app.job.estimate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.springframework.stereotype.Component;
import org.trainyard.app.job.specification.EngineOptimizer;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.TrainingNeeds;
import org.trainyard.app.model.LayerDefinition;
import org.trainyard.engine.estimate.EpochWork;
import org.trainyard.engine.estimate.MachineSpeed;
import org.trainyard.engine.estimate.SpeedTest;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.optimizer.Optimizer;

/**
 * Tells what a training will cost. When that is asked for the first time, the machine is measured,
 * which takes a second or two; the result is kept for as long as the process lives, and corrected
 * by what trainings take. Safe for all threads.
 */
@Component
public class Estimator {

  /** Reading the rows, writing the model. */
  private static final double SECONDS_AROUND = 0.03;

  /** Rows are read once, divided, measured and encoded. */
  private static final double SECONDS_PER_VALUE = 15e-9;

  /** What the service notes of an epoch. */
  private static final double SECONDS_PER_EPOCH = 60e-6;

  /** A training that was guessed to take less tells nobody when another begins. */
  private static final double WORTH_MEASURING = 1;

  /** Below it a training tells of what is around its steps. */
  private static final double WORTH_LEARNING = 0.5;

  /** A machine is measured once in a process; who asks meanwhile waits. */
  private static final FutureTask<MachineSpeed> SPEED = new FutureTask<>(SpeedTest::measure);

  private final Calibration calibration = new Calibration();

  /** What a training of this specification will cost. */
  public Estimate of(ResolvedSpecification specification) {
    measureInBackground();
    return of(specification, speed().slower(calibration.factor()));
  }

  /**
   * Learns from a training that did all it had to do, unless it was short.
   *
   * @param seconds that it took
   */
  public void learn(ResolvedSpecification specification, double seconds) {
    if (SPEED.state() == Future.State.SUCCESS) {
      double predicted = of(specification, SPEED.resultNow()).seconds();
      if (predicted >= WORTH_LEARNING) {
        calibration.learn(predicted, seconds);
      }
    }
  }

  /** On a platform thread: the time that a virtual one spends on the processor is not known. */
  private static void measureInBackground() {
    if (!SPEED.isDone()) { // it runs only once, however many threads try
      Thread _ = Thread.ofPlatform().daemon().name("speed-test").start(SPEED);
    }
  }

  private static MachineSpeed speed() {
    try {
      return SPEED.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the machine was measured", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the machine could not be measured", e);
    }
  }

  /**
   * How long a training will take, without waiting: a guess until the machine has been measured,
   * which happens in the background when it matters for the first time.
   */
  public double secondsAtOnce(ResolvedSpecification specification) {
    if (SPEED.state() == Future.State.SUCCESS) {
      return of(specification, SPEED.resultNow()).seconds();
    }
    double guess = TrainingNeeds.of(specification).seconds();
    if (guess > WORTH_MEASURING) {
      measureInBackground();
    }
    return guess;
  }

  private static Estimate of(ResolvedSpecification specification, MachineSpeed speed) {
    ResolvedSpecification.Rows rows = specification.split().rows();
    NetworkSpec network = network(specification);
    Optimizer optimizer = EngineOptimizer.of(specification.optimizer());
    int batch = (int) Math.min(specification.training().batchSize(), rows.training());
    EpochWork work = EpochWork.of(network, rows.training(), batch, rows.validation());
    TrainingNeeds needs = TrainingNeeds.of(specification);
    double epoch = speed.seconds(work, optimizer, needs.engine().threads()) + SECONDS_PER_EPOCH;
    return new Estimate(
        specification.network().parameters(),
        needs.bytes(),
        needs.engine().threads(),
        (long) work.operations(),
        rounded(epoch),
        rounded(seconds(specification, epoch) + lastMeasurement(rows, network, speed, optimizer)));
  }

  /** The test rows for the loss and again for the figures of the model, or else the validation. */
  private static double lastMeasurement(
      ResolvedSpecification.Rows rows,
      NetworkSpec network,
      MachineSpeed speed,
      Optimizer optimizer) {
    long measured = rows.test() > 0 ? 2 * rows.test() : rows.validation();
    return speed.seconds(EpochWork.of(network, 1, 1, measured), optimizer, 1);
  }

  private static double seconds(ResolvedSpecification specification, double epoch) {
    ResolvedSpecification.Rows rows = specification.split().rows();
    ResolvedSpecification.Training training = specification.training();
    Double limit = training.maximumSeconds();
    double trained = training.epochs() * epoch;
    double values =
        (double) (rows.training() + rows.validation() + rows.test())
            * specification.network().inputSize();
    return SECONDS_AROUND
        + values * SECONDS_PER_VALUE
        + (limit == null ? trained : Math.min(trained, limit));
  }

  private static NetworkSpec network(ResolvedSpecification specification) {
    ResolvedSpecification.Network network = specification.network();
    return new NetworkSpec(
        network.inputSize(), network.layers().stream().map(LayerDefinition::toSpec).toList());
  }

  /** To three digits: it is no more exact than that. */
  private static double rounded(double seconds) {
    return new BigDecimal(seconds).round(new MathContext(3)).doubleValue();
  }
}

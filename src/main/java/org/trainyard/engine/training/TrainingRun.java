package org.trainyard.engine.training;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.schedule.PlateauState;
import org.trainyard.engine.training.TrainingResult.StopReason;

/** One training and its position: which epoch, which step, the best so far. One thread's own. */
final class TrainingRun {

  private final Network network;
  private final TrainingConfig config;
  private final TrainingHooks hooks;
  private final Interruption interruption;
  private final LongSupplier nanoClock;
  private final Minibatches batches;
  private final TrainingStep step;
  private final ParameterUpdates updates;
  private final EpochObserver observer;
  private final OptimizerState optimizerState;
  private final FiniteWeights weights;
  private final Optional<Evaluator> evaluator;
  private final RandomKey shuffle;
  private final ScoreSum sum;
  private final BestEpoch best;
  private final Patience patience;
  private final Map<String, String> settings;

  private PlateauState plateau = PlateauState.START;
  private int epoch = 1;
  private int stepsDone;
  private Optional<EpochResult> last = Optional.empty();
  private double lastFiniteLoss = Double.NaN;
  private long elapsedBefore;
  private long epochNanosBefore;
  private long started;
  private long epochStarted;

  TrainingRun(
      Network network,
      TrainingData data,
      TrainingConfig config,
      TrainingHooks hooks,
      LongSupplier nanoClock,
      Team team) {
    Shapes.require(data.training(), network.spec(), config.loss());
    this.network = network;
    this.config = config;
    this.hooks = hooks;
    this.nanoClock = nanoClock;
    this.interruption = new Interruption(hooks.stop(), config.timeLimit(), this::elapsed);
    this.batches = new Minibatches(data.training().size(), config.batchSize());
    RandomKey dropout = RandomKey.of(config.seed(), Purpose.DROPOUT);
    this.step =
        new TrainingStep(network, data.training(), config, batches.batchSize(), dropout, team);
    this.optimizerState = config.optimizer().initialState(network.parameters());
    this.weights = new FiniteWeights(network, optimizerState);
    this.updates = new ParameterUpdates(step.pass().parameters(), config, optimizerState, team);
    this.observer = new EpochObserver(network.spec(), step.pass(), batches, config.diagnosis());
    this.evaluator =
        data.validation()
            .map(rows -> new Evaluator(network, rows, config.loss(), config.metric(), team));
    this.shuffle = RandomKey.of(config.seed(), Purpose.SHUFFLE);
    this.sum = new ScoreSum(config.metric());
    this.best = new BestEpoch(network, config);
    this.patience = new Patience(config.earlyStopping(), config.metric());
    this.settings = Settings.of(config, data.training().size());
  }

  /** Trains to the end, or until something stops it. */
  TrainingResult run() {
    started = nanoClock.getAsLong();
    if (stepsDone == 0 && patience.isOver()) { // it goes on from its end
      return end(StopReason.EARLY_STOPPED);
    }
    while (epoch <= config.epochs()) {
      epochStarted = nanoClock.getAsLong() - epochNanosBefore;
      epochNanosBefore = 0;
      batches.startEpoch(config.order(), shuffle, epoch);
      if (!steps()) {
        return end(interruption.reason());
      }
      Optional<Score> validation = Optional.empty();
      if (evaluator.isPresent()) {
        validation = evaluator.get().evaluate(interruption);
        if (validation.isEmpty()) {
          return end(interruption.reason());
        }
        requireFiniteLoss(validation.get());
      }
      if (endEpoch(validation, nanoClock.getAsLong() - epochStarted)) {
        return end(StopReason.EARLY_STOPPED);
      }
    }
    return end(StopReason.COMPLETED);
  }

  /** The steps of an epoch that are not done yet; false if they were interrupted. */
  private boolean steps() {
    while (stepsDone < batches.count()) {
      if (interruption.isStopRequested()) {
        return false;
      }
      step();
      stepsDone++;
      requireFiniteWeights();
      hooks.listener().stepEnded(epoch, stepsDone, batches.count());
      if (hooks.checkpoints().isDue(epoch, stepsDone)) {
        hooks.checkpoints().keep(checkpoint());
      }
    }
    return true;
  }

  private void step() {
    long number = optimizerState.steps();
    int last = step.begin(batches, stepsDone) - 1;
    for (int chunk = 0; chunk < last; chunk++) {
      updates.add(passes(chunk, number));
    }
    int rows = passes(last, number);
    requireFiniteLoss(step.score(sum), number);
    observer.beforeUpdate(stepsDone);
    updates.run(rows, learningRate(number), momentum(number));
    observer.afterUpdate(stepsDone);
  }

  private int passes(int chunk, long number) {
    int rows = step.run(chunk, number);
    observer.afterPasses(stepsDone, chunk, rows);
    return rows;
  }

  private void requireFiniteLoss(double loss, long number) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          epoch, stepsDone + 1, step.firstNonFiniteLayer(number), lastFiniteLoss);
    }
    lastFiniteLoss = loss;
  }

  private void requireFiniteLoss(Score validation) {
    if (!Double.isFinite(validation.loss())) {
      throw new TrainingDivergedException(epoch, stepsDone, OptionalInt.empty(), lastFiniteLoss);
    }
  }

  private double learningRate(long number) {
    return config
        .schedule()
        .learningRate(
            config.optimizer().learningRate(), number, batches.count(), config.epochs(), plateau);
  }

  private double momentum(long number) {
    return config
        .schedule()
        .momentum(config.optimizer().momentum(), number, batches.count(), config.epochs());
  }

  /** Whether the training has waited long enough for a better epoch. */
  private boolean endEpoch(Optional<Score> validation, long nanos) {
    EpochResult result =
        new EpochResult(
            epoch,
            sum.score(),
            validation,
            learningRate(optimizerState.steps() - 1),
            nanos,
            batches.order().length,
            observer.diagnostics());
    last = Optional.of(result);
    boolean isBest = best.offer(result);
    plateau = config.schedule().afterEpoch(plateau, validation.orElse(result.training()).loss());
    epoch++;
    stepsDone = 0;
    sum.clear();
    if (isBest) {
      hooks.listener().bestEpochEnded(result);
    }
    hooks.listener().epochEnded(result);
    return patience.isOver(result);
  }

  private TrainingResult end(StopReason reason) {
    Checkpoint position = checkpoint();
    best.restoreWeights();
    return new TrainingResult(reason, last, best.result(), position);
  }

  private long elapsed() {
    return elapsedBefore + nanoClock.getAsLong() - started;
  }

  private void requireFiniteWeights() {
    OptionalInt layer = weights.firstNonFiniteLayer();
    if (layer.isPresent()) {
      throw new TrainingDivergedException(epoch, stepsDone, layer, lastFiniteLoss);
    }
  }

  Checkpoint checkpoint() {
    return new Checkpoint(
        epoch,
        stepsDone,
        stepsDone == 0 ? 0 : nanoClock.getAsLong() - epochStarted,
        sum.sums(),
        observer.memory(),
        lastFiniteLoss,
        network.weights(),
        optimizerState.steps(),
        optimizerState.slots(),
        plateau,
        patience.memory(),
        last,
        best.memory(),
        elapsed(),
        settings);
  }

  /** Goes on from a checkpoint of the same training. */
  void resume(Checkpoint checkpoint) {
    Settings.requireSame(checkpoint.settings(), settings);
    if (checkpoint.stepsDone() > batches.count()) {
      throw new IllegalArgumentException(
          "the epochs of these data have %d steps, the checkpoint is behind step %d"
              .formatted(batches.count(), checkpoint.stepsDone()));
    }
    epoch = checkpoint.epoch();
    stepsDone = checkpoint.stepsDone();
    epochNanosBefore = checkpoint.epochNanos();
    sum.restore(checkpoint.sums());
    observer.restore(checkpoint.layers());
    lastFiniteLoss = checkpoint.lastFiniteLoss();
    network.setWeights(checkpoint.weights());
    step.pass()
        .parameters()
        .forEach(parameter -> parameter.changed(0, parameter.gradient().rows()));
    optimizerState.restore(checkpoint.optimizerSteps(), checkpoint.optimizerSlots());
    plateau = checkpoint.plateau();
    patience.restore(checkpoint.patience());
    last = checkpoint.last();
    checkpoint.best().ifPresent(best::restore);
    elapsedBefore = checkpoint.elapsedNanos();
  }
}

package org.trainyard.engine.schedule;

import org.trainyard.engine.kernel.DoubleFunctions;

/**
 * The learning rate of each step, with PyTorch's meaning of each parameter; steps and epochs are
 * counted from 0. Nothing is allocated.
 */
public sealed interface Schedule {

  /**
   * The learning rate of a step.
   *
   * @param initial the optimizer's own
   * @param step since the start of the training, from 0
   * @param stepsPerEpoch at least 1
   * @param epochs of the training, at least 1
   * @param plateau what is remembered of the losses of past epochs
   */
  double learningRate(
      double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau);

  /**
   * The momentum of a step; for Adam, beta1.
   *
   * @param initial the optimizer's own
   * @param step since the start of the training, from 0
   * @param stepsPerEpoch at least 1
   * @param epochs of the training, at least 1
   */
  default double momentum(double initial, long step, int stepsPerEpoch, int epochs) {
    return initial;
  }

  /** Always the optimizer's own rate. */
  record Constant() implements Schedule {
    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      return initial;
    }
  }

  /**
   * Times {@code gamma} every {@code stepSize} epochs.
   *
   * @param stepSize in epochs, at least 1
   * @param gamma positive
   */
  record Step(int stepSize, double gamma) implements Schedule {
    public Step {
      requireAtLeastOne("stepSize", stepSize);
      requirePositive("gamma", gamma);
    }

    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      return initial * DoubleFunctions.power(gamma, epoch(step, (long) stepsPerEpoch * stepSize));
    }
  }

  /**
   * Times {@code gamma} every epoch.
   *
   * @param gamma positive
   */
  record Exponential(double gamma) implements Schedule {
    public Exponential {
      requirePositive("gamma", gamma);
    }

    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      return initial * DoubleFunctions.power(gamma, epoch(step, stepsPerEpoch));
    }
  }

  /**
   * Half a cosine from the initial rate down to {@code minimum}; a training of more epochs goes up
   * the other half, and so on, as PyTorch's CosineAnnealingLR. Source: Loshchilov and Hutter,
   * "SGDR", 2017, equation 5 without restarts.
   *
   * @param duration in epochs until the minimum, at least 1
   * @param minimum at least 0
   */
  record Cosine(int duration, double minimum) implements Schedule {
    public Cosine {
      requireAtLeastOne("duration", duration);
      if (!(minimum >= 0 && minimum < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("minimum must be at least 0, got " + minimum);
      }
    }

    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      double halfTurns = (double) epoch(step, stepsPerEpoch) / duration;
      double cosine = DoubleFunctions.cosineOfHalfTurns(halfTurns);
      return minimum + (initial - minimum) * (1 + cosine) / 2;
    }
  }

  /**
   * Up from a twenty-fifth of the maximum during the first 30 % of all steps, then down to a
   * 250,000th of it, both along cosines; momentum goes from 0.95 to 0.85 and back. The optimizer's
   * own rate and momentum are not used. Source: Smith and Topin, "Super-convergence", 2017;
   * PyTorch's OneCycleLR with its defaults.
   *
   * @param maximum positive
   */
  record OneCycle(double maximum) implements Schedule {

    private static final double RISING_SHARE = 0.3;
    private static final double START_DIVISOR = 25;
    private static final double END_DIVISOR = 1e4;
    private static final double LOW_MOMENTUM = 0.85;
    private static final double HIGH_MOMENTUM = 0.95;

    public OneCycle {
      requirePositive("maximum", maximum);
    }

    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      double start = maximum / START_DIVISOR;
      return cycle(start, maximum, start / END_DIVISOR, step, (long) stepsPerEpoch * epochs);
    }

    @Override
    public double momentum(double initial, long step, int stepsPerEpoch, int epochs) {
      return cycle(HIGH_MOMENTUM, LOW_MOMENTUM, HIGH_MOMENTUM, step, (long) stepsPerEpoch * epochs);
    }

    private static double cycle(double start, double peak, double end, long step, long steps) {
      double peakStep = RISING_SHARE * steps - 1;
      double lastStep = steps - 1.0;
      return step <= peakStep
          ? cosine(start, peak, step / peakStep)
          : cosine(peak, end, (step - peakStep) / (lastStep - peakStep));
    }

    private static double cosine(double from, double to, double share) {
      return to + (from - to) / 2 * (1 + DoubleFunctions.cosineOfHalfTurns(Math.min(share, 1)));
    }
  }

  /**
   * In the first epochs the rate grows in equal parts to the first one of another schedule, which
   * then runs as if the training started there; only a {@link Plateau} sees the losses of these
   * epochs, too.
   *
   * @param duration in epochs, at least 1: the first has {@code 1 / (duration + 1)} of the full
   *     rate
   * @param then what follows
   */
  record WarmUp(int duration, Schedule then) implements Schedule {
    public WarmUp {
      requireAtLeastOne("duration", duration);
    }

    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      double share = Math.min(1, (epoch(step, stepsPerEpoch) + 1.0) / (duration + 1));
      return share
          * then.learningRate(
              initial, after(step, stepsPerEpoch), stepsPerEpoch, rest(epochs), plateau);
    }

    @Override
    public double momentum(double initial, long step, int stepsPerEpoch, int epochs) {
      return then.momentum(initial, after(step, stepsPerEpoch), stepsPerEpoch, rest(epochs));
    }

    private long after(long step, int stepsPerEpoch) {
      return Math.max(0, step - (long) duration * stepsPerEpoch);
    }

    private int rest(int epochs) {
      return Math.max(1, epochs - duration);
    }
  }

  /**
   * Times {@code factor} whenever the loss was not better for more than {@code patience} epochs:
   * better is less than 0.9999 of the best. Source: PyTorch's ReduceLROnPlateau with its defaults,
   * but for its {@code eps}: reductions by less than 1e-8 are made, too. Their number is in the
   * {@link PlateauState}.
   *
   * @param patience in epochs, at least 0
   * @param factor in (0, 1)
   */
  record Plateau(int patience, double factor) implements Schedule {
    public Plateau {
      if (patience < 0) {
        throw new IllegalArgumentException("patience must be at least 0, got " + patience);
      }
      if (!(factor > 0 && factor < 1)) {
        throw new IllegalArgumentException("factor must be in (0, 1), got " + factor);
      }
    }

    @Override
    public double learningRate(
        double initial, long step, int stepsPerEpoch, int epochs, PlateauState plateau) {
      return initial * DoubleFunctions.power(factor, plateau.reductions());
    }
  }

  /** What is to be remembered after an epoch with the given validation loss. */
  default PlateauState afterEpoch(PlateauState state, double loss) {
    return switch (this) {
      case Plateau plateau -> state.next(loss, plateau.patience());
      case WarmUp warmUp -> warmUp.then().afterEpoch(state, loss);
      case Constant _, Step _, Exponential _, Cosine _, OneCycle _ -> state;
    };
  }

  /** Whether the rate of a step depends on how many epochs there will be. */
  default boolean dependsOnEpochs() {
    return switch (this) {
      case OneCycle _ -> true;
      case WarmUp warmUp -> warmUp.then().dependsOnEpochs();
      case Constant _, Step _, Exponential _, Cosine _, Plateau _ -> false;
    };
  }

  /** How many whole epochs of so many steps are over. */
  private static long epoch(long step, long steps) {
    return Math.floorDiv(step, steps);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(name, value));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, got %s".formatted(name, value));
    }
  }
}

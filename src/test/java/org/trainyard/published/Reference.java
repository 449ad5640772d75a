package org.trainyard.published;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What should come out of a recipe, and how far off an outcome may be. */
sealed interface Reference {

  /** How many seeds the reference has; as many are run unless told otherwise. */
  int seeds();

  /** The figure itself. */
  BigDecimal value();

  /** Where {@link #judged} has to lie. */
  Interval accepted(Outcomes ours);

  /** The number of our outcomes that decides. */
  double judged(Outcomes ours);

  default boolean isMet(Outcomes ours) {
    return accepted(ours).contains(judged(ours));
  }

  /**
   * Our mean has to lie between the worst and the best seed of PyTorch, all rounded alike.
   *
   * @param value the mean
   */
  record Range(int seeds, BigDecimal value, BigDecimal min, BigDecimal max) implements Reference {

    @Override
    public Interval accepted(Outcomes ours) {
      return new Interval(min.doubleValue(), max.doubleValue());
    }

    @Override
    public double judged(Outcomes ours) {
      return BigDecimal.valueOf(ours.mean())
          .setScale(value.scale(), RoundingMode.HALF_UP)
          .doubleValue();
    }
  }

  /**
   * A share of seeds that succeed, in percent. Our share may differ by three standard errors of the
   * difference of two shares, {@code sqrt(p (1 - p) (1 / n + 1 / m))}, with one success and one
   * failure added to the pooled share {@code p}, so that it is never 0 or 1. Two equal engines
   * differ by more about once in 370 times.
   */
  record Share(int successes, int seeds) implements Reference {

    private static final double STANDARD_ERRORS = 3;

    @Override
    public BigDecimal value() {
      return new BigDecimal(100 * successes).divide(new BigDecimal(seeds), 1, RoundingMode.HALF_UP);
    }

    @Override
    public Interval accepted(Outcomes ours) {
      double oursSuccesses = ours.mean() / 100 * ours.seeds();
      double pooled = (successes + oursSuccesses + 1) / (seeds + ours.seeds() + 2);
      double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / seeds + 1.0 / ours.seeds()));
      double share = (double) successes / seeds;
      return new Interval(
          100 * Math.max(0, share - STANDARD_ERRORS * error),
          100 * Math.min(1, share + STANDARD_ERRORS * error));
    }

    @Override
    public double judged(Outcomes ours) {
      return ours.mean();
    }
  }

  /** A figure that every one of our seeds has to exceed. */
  record MoreThan(int seeds, BigDecimal value) implements Reference {

    @Override
    public Interval accepted(Outcomes ours) {
      return new Interval(Math.nextUp(value.doubleValue()), Double.POSITIVE_INFINITY);
    }

    @Override
    public double judged(Outcomes ours) {
      return ours.min();
    }
  }

  /** A number that depends on no seed; ours has to agree in all digits but for one in the last. */
  record Exact(BigDecimal value) implements Reference {

    @Override
    public int seeds() {
      return 1;
    }

    @Override
    public Interval accepted(Outcomes ours) {
      return new Interval(
          value.subtract(value.ulp()).doubleValue(), value.add(value.ulp()).doubleValue());
    }

    @Override
    public double judged(Outcomes ours) {
      return ours.mean();
    }
  }

  /** The mean and the extremes of PyTorch's seeds, as they are printed. */
  static Reference range(int seeds, String mean, String min, String max) {
    return new Range(seeds, new BigDecimal(mean), new BigDecimal(min), new BigDecimal(max));
  }

  static Reference share(int successes, int seeds) {
    return new Share(successes, seeds);
  }

  static Reference moreThan(String value, int seeds) {
    return new MoreThan(seeds, new BigDecimal(value));
  }

  static Reference exact(String value) {
    return new Exact(new BigDecimal(value));
  }
}

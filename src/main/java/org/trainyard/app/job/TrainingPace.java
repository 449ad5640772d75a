package org.trainyard.app.job;

/**
 * How long trainings take, compared with what was thought. Long ones tell how fast the steps are,
 * short ones what comes on top of the steps of each (to read the rows, to warm up): a training of
 * one millisecond that took a second says nothing about one of an hour.
 *
 * @param factor of the time that the steps were thought to take
 * @param secondsAround that a training takes beside its steps
 */
record TrainingPace(double factor, double secondsAround) {

  /** Before anything is known. */
  static final TrainingPace START = new TrainingPace(1, 0);

  /** Share of the newest training in what is known. */
  private static final double WEIGHT = 0.2;

  /** Trainings that were thought to take at least so many seconds are long. */
  private static final double LONG = 1;

  /**
   * What is known after a training that did all it had to do.
   *
   * @param expected seconds, above 0
   * @param took seconds
   */
  TrainingPace after(double expected, double took) {
    return expected < LONG
        ? new TrainingPace(factor, mixed(secondsAround, Math.max(0, took - factor * expected)))
        : new TrainingPace(mixed(factor, took / expected), secondsAround);
  }

  /**
   * How long some trainings will take one after the other, in seconds.
   *
   * @param expected seconds of all of them together
   */
  double seconds(double expected, long trainings) {
    return factor * expected + secondsAround * trainings;
  }

  private static double mixed(double before, double now) {
    return (1 - WEIGHT) * before + WEIGHT * now;
  }
}

package org.trainyard.app.job.estimate;

/**
 * How many times longer trainings take than the measurement of the machine says: it finds the best
 * moments of a core, and a training meets the others, too, such as those of busy neighbours of a
 * virtual machine. Learned from trainings that came to their end here; the newest count most. Safe
 * for all threads.
 */
final class Calibration {

  /** Before anything is known: what trainings took on two virtual machines, about. */
  private static final double START = 1.25;

  /** Share of the newest training in what is known. */
  private static final double WEIGHT = 0.3;

  /** One that shared the machine with much else, or was frozen, says little. */
  private static final double MOST = 3;

  private double factor = START; // this is its lock

  synchronized double factor() {
    return factor;
  }

  /**
   * Learns from a training.
   *
   * @param predicted seconds by the measurement alone, above 0
   * @param took seconds, above 0
   */
  synchronized void learn(double predicted, double took) {
    double ratio = Math.clamp(took / predicted, 1 / MOST, MOST);
    factor *= Math.pow(ratio / factor, WEIGHT);
  }
}

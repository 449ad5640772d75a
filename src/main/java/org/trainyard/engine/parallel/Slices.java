package org.trainyard.engine.parallel;

/** Cuts a range into nearly equal slices whose ends are multiples of a grain. */
public final class Slices {

  private Slices() {}

  /**
   * Where slice number {@code slice} of {@code [0, extent)} starts; slice {@code slices} starts at
   * the end.
   *
   * @param grain ends are multiples of it, but for the last one
   */
  public static int start(int extent, int slice, int slices, int grain) {
    int grains = (extent + grain - 1) / grain;
    return Math.min(extent, (int) ((long) grains * slice / slices) * grain);
  }
}

package org.trainyard.published;

/** The numbers from {@code low} to {@code high}, both included. */
record Interval(double low, double high) {

  boolean contains(double value) {
    return low <= value && value <= high;
  }
}

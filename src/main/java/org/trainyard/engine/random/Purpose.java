package org.trainyard.engine.random;

/**
 * What random numbers are for: different purposes never share numbers, whatever the seed.
 *
 * <p>The ids are part of the numeric contract, because every result that follows from a seed
 * depends on them: they are never changed or reused.
 */
public enum Purpose {
  INITIALIZATION(1),
  SHUFFLE(2),
  SPLIT(3),
  DROPOUT(4),
  ROW_SAMPLE(5),
  PERMUTATION(6);

  private final long id;

  Purpose(int id) {
    this.id = id;
  }

  long id() {
    return id;
  }
}

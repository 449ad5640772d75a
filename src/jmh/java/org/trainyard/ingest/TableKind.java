package org.trainyard.ingest;

import java.util.Locale;
import java.util.Random;

/** A kind of table, row by row. */
enum TableKind {
  /** Twenty columns of numbers: fractions of different lengths and sizes, whole numbers. */
  NUMERIC {
    @Override
    void row(StringBuilder row, Random random, long number) {
      for (int column = 0; column < 16; column++) {
        fraction(row, random, column);
        row.append(',');
      }
      row.append(random.nextInt(2)).append(',').append(random.nextInt(256)).append(',');
      row.append(random.nextInt(100_000)).append(',').append(random.nextInt(10)).append('\n');
    }
  },
  /** Eighteen columns: numbers, categories, quoted texts, a date, a running number, missing values. */
  MIXED {
    @Override
    void row(StringBuilder row, Random random, long number) {
      row.append(number).append(',');
      for (int column = 0; column < 8; column++) {
        if (random.nextInt(20) > 0) {
          fraction(row, random, column);
        }
        row.append(',');
      }
      row.append(random.nextInt(120)).append(',').append(random.nextInt(1_000_000)).append(',');
      row.append(WORDS[random.nextInt(WORDS.length)]).append(',');
      row.append("city").append(random.nextInt(500)).append(',');
      row.append('"').append(WORDS[random.nextInt(4)]).append(", ");
      row.append(WORDS[random.nextInt(4)]).append("\",");
      row.append(random.nextBoolean() ? "true," : "false,");
      row.append(random.nextInt(30) == 0 ? "NA" : WORDS[random.nextInt(3)]).append(',');
      row.append(2000 + random.nextInt(25)).append("-0").append(1 + random.nextInt(9));
      row.append('-').append(10 + random.nextInt(18)).append(',');
      row.append(WORDS[random.nextInt(2)]).append('\n');
    }
  };

  private static final String[] WORDS = {
    "red", "green", "blue", "orange", "Never-married", "Married-civ-spouse", "Divorced", "Widowed"
  };

  /** Appends a row with its line end. */
  abstract void row(StringBuilder row, Random random, long number);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The line of names. */
  String header() {
    StringBuilder row = new StringBuilder();
    row(row, new Random(0), 0);
    int columns = row.toString().replaceAll("\"[^\"]*\"", "").split(",", -1).length;
    StringBuilder names = new StringBuilder("a0");
    for (int i = 1; i < columns; i++) {
      names.append(",a").append(i);
    }
    return names.append('\n').toString();
  }

  /** Two to six digits behind the point, and up to four before it. */
  private static void fraction(StringBuilder row, Random random, int column) {
    int digits = 2 + column % 5;
    long scale = 1;
    for (int i = 0; i < digits; i++) {
      scale *= 10;
    }
    long value = (long) (random.nextGaussian() * 1000 * scale / (1 + column));
    if (value < 0) {
      row.append('-');
      value = -value;
    }
    row.append(value / scale).append('.');
    String fraction = Long.toString(value % scale);
    row.repeat("0", digits - fraction.length()).append(fraction);
  }
}

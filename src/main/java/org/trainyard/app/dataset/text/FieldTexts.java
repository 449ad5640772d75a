package org.trainyard.app.dataset.text;

/**
 * Fields, where they lie in a text of UTF-8. At least {@link #BEFORE} bytes stand before each.
 *
 * @param starts where fields begin; bits are inverted where one stands in quotes
 * @param ends where fields end; bits are inverted where two quotes stand for one
 */
@SuppressWarnings("ArrayRecordComponent") // a view that lives for one call
public record FieldTexts(byte[] bytes, int[] starts, int[] ends) {

  /** Bytes before a field that are read with it and may hold anything. */
  public static final int BEFORE = Math.max(PlainNumber.LONGEST, TextMemo.KEY);

  /** Where a field begins. */
  public int start(int field) {
    return plain(starts[field]);
  }

  /** Where it ends. */
  public int end(int field) {
    return plain(ends[field]);
  }

  public Quoting quoting(int field) {
    return starts[field] < 0 ? Quoting.QUOTED : Quoting.BARE;
  }

  /** Whether two quotes in it stand for one. */
  public boolean hasDoubledQuotes(int field) {
    return ends[field] < 0;
  }

  /** Whether nothing stands there, not even quotes. */
  public boolean isBlank(int field) {
    return starts[field] == ends[field];
  }

  private static int plain(int place) {
    return place < 0 ? ~place : place;
  }
}

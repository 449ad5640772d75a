package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Numbers the different texts of a column in the order in which they come, without making a string
 * of one that is known. Belongs to one thread.
 */
public final class TextDictionary {

  /** The raw value of a text that is not kept: there are too many. */
  public static final float UNKEPT = -1;

  private static final long MAX_CHARACTERS = 1 << 20; // of all texts of a column together
  private static final int FREE = -1;
  private static final int FEW = 16;

  private final int limit;
  private final List<String> texts = new ArrayList<>();
  private int[] table = freeTable(FEW);
  private long characters;
  private boolean overflown;
  private final CardinalitySketch all = CardinalitySketch.small(); // texts, once overflown

  /** A dictionary of at most so many texts. */
  public TextDictionary(int limit) {
    this.limit = limit;
  }

  /** The number of a text, as a raw value; {@link #UNKEPT} once there are too many texts. */
  public float code(char[] buffer, int from, int length) {
    int slot = slotOf(buffer, from, length);
    if (table[slot] != FREE) {
      return table[slot];
    }
    return overflown ? unkept(buffer, from, length) : added(new String(buffer, from, length), slot);
  }

  /** The number of a text. */
  public float code(String text) {
    return code(text.toCharArray(), 0, text.length());
  }

  /** By their numbers. */
  public List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  /** How many there are. */
  public int size() {
    return texts.size();
  }

  /** Whether there were more texts, or longer ones, than are kept. */
  public boolean isOverflown() {
    return overflown;
  }

  /** How many different texts there were, kept or not; an estimate where some were not. */
  long distinct() {
    return overflown ? all.estimate() : texts.size();
  }

  /** Relative error that the estimate exceeds in one of a thousand cases; 0: exact. */
  double distinctError() {
    return overflown ? all.error() : 0;
  }

  private float unkept(char[] buffer, int from, int length) {
    long hash = length;
    for (int i = from; i < from + length; i++) {
      hash = (hash ^ buffer[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    all.add((int) hash);
    return UNKEPT;
  }

  private float added(String text, int slot) {
    characters += text.length();
    if (texts.size() == limit || characters > MAX_CHARACTERS) {
      overflown = true;
      texts.forEach(kept -> unkept(kept.toCharArray(), 0, kept.length()));
      return unkept(text.toCharArray(), 0, text.length());
    }
    table[slot] = texts.size();
    texts.add(text);
    if (2 * texts.size() > table.length) {
      grow();
    }
    return texts.size() - 1;
  }

  private int slotOf(char[] buffer, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + buffer[i];
    }
    int slot = spread(hash) & (table.length - 1);
    while (table[slot] != FREE && !isText(texts.get(table[slot]), buffer, from, length)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private static boolean isText(String text, char[] buffer, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[from + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    table = freeTable(2 * table.length);
    for (int i = 0; i < texts.size(); i++) {
      int slot = spread(texts.get(i).hashCode()) & (table.length - 1);
      while (table[slot] != FREE) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i;
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  private static int[] freeTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }
}

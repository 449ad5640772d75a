package org.trainyard.app.dataset.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers what fields of a column of texts turned out to be, by their bytes, so that one that
 * comes again costs a comparison: of the last sixteen bytes, as two longs, which is all that most
 * texts have, and of those before. Belongs to one thread.
 */
final class TextMemo {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int KEY = 2 * Long.BYTES; // bytes of a field that are its key
  private static final int LONGEST = 64; // bytes of a field that is remembered
  private static final int MOST = 1 << 14; // fields
  private static final int FREE = -1;
  private static final byte[] NOTHING = {};

  private long[] lasts = new long[4]; // the last eight bytes of fields
  private long[] befores = new long[4]; // the eight before
  private int[] lengths = new int[4]; // of fields; bits inverted: in quotes
  private byte[][] firsts = new byte[4][]; // what stands before the key
  private float[] values = new float[4];
  private int[] table = freeTable(64); // numbers of fields, by their hashes
  private int size;

  /** What a field turned out to be; {@link FieldColumn#UNKNOWN} if it is not remembered. */
  float find(FieldTexts fields, int field) {
    int known = table[slotOf(fields, field)];
    return known == FREE ? FieldColumn.UNKNOWN : values[known];
  }

  /** Remembers a field that is not known, if there is room. */
  void add(FieldTexts fields, int field, float value) {
    int start = fields.start(field);
    int end = fields.end(field);
    if (end - start > LONGEST || size == MOST) {
      return;
    }
    int slot = slotOf(fields, field);
    if (size == values.length) {
      lasts = Arrays.copyOf(lasts, 2 * size);
      befores = Arrays.copyOf(befores, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
      firsts = Arrays.copyOf(firsts, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    lasts[size] = last(fields.bytes(), start, end);
    befores[size] = before(fields.bytes(), start, end);
    lengths[size] = length(fields, field);
    firsts[size] =
        end - start <= KEY ? NOTHING : Arrays.copyOfRange(fields.bytes(), start, end - KEY);
    values[size] = value;
    table[slot] = size;
    size++;
    if (4 * size > table.length) {
      grow();
    }
  }

  private int slotOf(FieldTexts fields, int field) {
    int start = fields.start(field);
    int end = fields.end(field);
    long last = last(fields.bytes(), start, end);
    long before = before(fields.bytes(), start, end);
    int length = length(fields, field);
    int slot = hash(last, before, length) & (table.length - 1);
    for (int known = table[slot]; known != FREE; known = table[slot]) {
      if (lasts[known] == last
          && befores[known] == before
          && lengths[known] == length
          && (end - start <= KEY || isFirst(firsts[known], fields.bytes(), start, end - KEY))) {
        return slot;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private static boolean isFirst(byte[] first, byte[] bytes, int start, int end) {
    return Arrays.equals(first, 0, first.length, bytes, start, end);
  }

  private static int length(FieldTexts fields, int field) {
    int length = fields.end(field) - fields.start(field);
    return fields.quoting(field) == Quoting.QUOTED ? ~length : length;
  }

  private static long last(byte[] bytes, int start, int end) {
    return (long) LONGS.get(bytes, end - 8) & PlainNumber.last(Math.min(end - start, 8));
  }

  private static long before(byte[] bytes, int start, int end) {
    return (long) LONGS.get(bytes, end - 16) & PlainNumber.last(Math.clamp(end - start, 8, 16) - 8);
  }

  private static int hash(long last, long before, int length) {
    long hash = (last * 0x9E3779B97F4A7C15L ^ before ^ length) * 0xFF51AFD7ED558CCDL;
    return (int) (hash >>> 33);
  }

  private void grow() {
    table = freeTable(2 * table.length);
    for (int field = 0; field < size; field++) {
      int slot = hash(lasts[field], befores[field], lengths[field]) & (table.length - 1);
      while (table[slot] != FREE) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = field;
    }
  }

  private static int[] freeTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }
}

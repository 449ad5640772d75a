package org.trainyard.app.dataset.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers what fields of a column of texts turned out to be, by their bytes, so that one that
 * comes again costs a comparison. Belongs to one thread.
 */
final class TextMemo {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LONGEST = 64; // bytes of a field that is remembered
  private static final int MOST = 1 << 14; // fields
  private static final int FREE = -1;

  private byte[] bytes = new byte[16]; // of all fields, one after the other
  private int[] ends = new int[4]; // of fields in bytes; bits inverted: in quotes
  private float[] values = new float[4];
  private int[] table = freeTable(8); // numbers of fields, by their hashes
  private int size;

  /** What a field turned out to be; {@link FieldColumn#UNKNOWN} if it is not remembered. */
  float find(FieldTexts fields, int field) {
    int known = table[slotOf(fields, field)];
    return known == FREE ? FieldColumn.UNKNOWN : values[known];
  }

  /** Remembers a field that is not known, if there is room. */
  void add(FieldTexts fields, int field, float value) {
    int length = fields.end(field) - fields.start(field);
    if (length > LONGEST || size == MOST) {
      return;
    }
    int start = start(size);
    if (start + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + length));
    }
    System.arraycopy(fields.bytes(), fields.start(field), bytes, start, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    boolean quoted = fields.quoting(field) == Quoting.QUOTED;
    ends[size] = quoted ? ~(start + length) : start + length;
    values[size] = value;
    table[slotOf(fields, field)] = size;
    size++;
    if (2 * size > table.length) {
      grow();
    }
  }

  private int slotOf(FieldTexts fields, int field) {
    int slot = hash(fields.bytes(), fields.start(field), fields.end(field)) & (table.length - 1);
    while (table[slot] != FREE && !isField(table[slot], fields, field)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean isField(int known, FieldTexts fields, int field) {
    boolean quoted = ends[known] < 0;
    return quoted == (fields.quoting(field) == Quoting.QUOTED)
        && Arrays.equals(
            bytes,
            start(known),
            end(known),
            fields.bytes(),
            fields.start(field),
            fields.end(field));
  }

  /** From the length and up to sixteen bytes: the first eight and the last eight. */
  private static int hash(byte[] text, int from, int end) {
    int length = end - from;
    long last = (long) LONGS.get(text, end - Long.BYTES);
    long hash;
    if (length >= Long.BYTES) {
      hash = last * 0x9E3779B97F4A7C15L ^ (long) LONGS.get(text, from);
    } else {
      hash = length == 0 ? 0 : last >>> (Long.SIZE - Byte.SIZE * length);
    }
    hash = (hash ^ length) * 0xFF51AFD7ED558CCDL;
    return (int) (hash >>> 33);
  }

  private void grow() {
    table = freeTable(2 * table.length);
    for (int field = 0; field < size; field++) {
      int slot = hashOfKept(field) & (table.length - 1);
      while (table[slot] != FREE) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = field;
    }
  }

  private int hashOfKept(int field) {
    byte[] padded = new byte[Long.BYTES + end(field) - start(field)];
    System.arraycopy(bytes, start(field), padded, Long.BYTES, end(field) - start(field));
    return hash(padded, Long.BYTES, padded.length);
  }

  private int start(int field) {
    return field == 0 ? 0 : end(field - 1);
  }

  private int end(int field) {
    int end = ends[field];
    return end < 0 ? ~end : end;
  }

  private static int[] freeTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }
}

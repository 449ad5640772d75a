package org.trainyard.app.dataset.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers what fields of a column of texts turned out to be, by their bytes, so that one that
 * comes again costs a comparison: of the last 24 bytes, as three longs, which is all that most
 * texts have, and of those before. All that is compared stands in one line of a cache. Belongs to
 * one thread.
 */
final class TextMemo {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes of a field that are its key; so many before its end are read, whatever its length. */
  static final int KEY = 3 * Long.BYTES;

  private static final int LONGEST = 64; // bytes of a field that is remembered
  private static final int MOST = 1 << 14; // fields
  private static final byte[] NOTHING = {};

  // An entry is four longs: the key from its end, then the value above the mark of the length.
  private static final int ENTRY = 4;
  private static final int VALUE = 3;
  private static final int NO_MARK = Integer.MIN_VALUE; // no field is so long
  private static final long FREE = packed(FieldColumn.UNKNOWN, NO_MARK);

  private static final long[] LAST = masks(0); // by length: of the last long what belongs to it
  private static final long[] BEFORE = masks(Long.BYTES);
  private static final long[] FIRST = masks(2 * Long.BYTES);

  private long[] entries = freeEntries(16);
  private byte[][] heads = new byte[16][]; // of the entries: what stands before the key
  private int size;

  /** What a field turned out to be; {@link FieldColumn#UNKNOWN} if it is not remembered. */
  float find(FieldTexts fields, int field) {
    return Float.intBitsToFloat((int) (entries[placeOf(fields, field) + VALUE] >>> Integer.SIZE));
  }

  /** Remembers a field that is not known, if there is room. */
  void add(FieldTexts fields, int field, float value) {
    int start = fields.start(field);
    int end = fields.end(field);
    if (end - start > LONGEST || size == MOST) {
      return;
    }
    int length = Math.min(end - start, KEY);
    int at = placeOf(fields, field);
    entries[at] = word(fields.bytes(), end, 1) & LAST[length];
    entries[at + 1] = word(fields.bytes(), end, 2) & BEFORE[length];
    entries[at + 2] = word(fields.bytes(), end, KEY / Long.BYTES) & FIRST[length];
    entries[at + VALUE] = packed(value, mark(fields, field, end - start));
    heads[at / ENTRY] =
        end - start <= KEY ? NOTHING : Arrays.copyOfRange(fields.bytes(), start, end - KEY);
    size++;
    if (2 * size > heads.length) {
      grow();
    }
  }

  /** Where the entry of a field stands, or the free one that would become it. */
  private int placeOf(FieldTexts fields, int field) {
    byte[] bytes = fields.bytes();
    int end = fields.end(field);
    int length = end - fields.start(field);
    int mark = mark(fields, field, length);
    int counted = Math.min(length, KEY);
    long last = word(bytes, end, 1) & LAST[counted];
    long before = word(bytes, end, 2) & BEFORE[counted];
    long first = word(bytes, end, KEY / Long.BYTES) & FIRST[counted];
    long[] known = entries;
    int at = slot(hash(last, before, first, mark), known);
    while ((int) known[at + VALUE] != NO_MARK) {
      // Not one after the other: a processor cannot foresee which of them differs.
      long differing =
          (known[at] ^ last)
              | (known[at + 1] ^ before)
              | (known[at + 2] ^ first)
              | ((int) known[at + VALUE] ^ mark);
      if (differing == 0 && (length <= KEY || isHead(heads[at / ENTRY], fields, field))) {
        return at;
      }
      at = (at + ENTRY) & (known.length - 1);
    }
    return at;
  }

  private static boolean isHead(byte[] head, FieldTexts fields, int field) {
    return Arrays.equals(
        head, 0, head.length, fields.bytes(), fields.start(field), fields.end(field) - KEY);
  }

  /** The length; bits are inverted where the field stands in quotes. */
  private static int mark(FieldTexts fields, int field, int length) {
    return fields.quoting(field) == Quoting.QUOTED ? ~length : length;
  }

  /** Eight bytes: the last ones before the end of a field, those before … */
  private static long word(byte[] bytes, int end, int number) {
    return (long) LONGS.get(bytes, end - number * Long.BYTES);
  }

  private static long[] masks(int behind) {
    long[] masks = new long[KEY + 1];
    for (int length = 0; length <= KEY; length++) {
      masks[length] = PlainNumber.last(Math.clamp(length - behind, 0, Long.BYTES));
    }
    return masks;
  }

  private static long packed(float value, int mark) {
    return ((long) Float.floatToRawIntBits(value) << Integer.SIZE) | Integer.toUnsignedLong(mark);
  }

  /** The bytes of a short text are the upper ones of a long, and products carry upwards alone. */
  private static long hash(long last, long before, long first, int mark) {
    long mixed = last ^ (before * 0x9E3779B97F4A7C15L) ^ (first * 0xC4CEB9FE1A85EC53L) ^ mark;
    return (mixed ^ (mixed >>> 32)) * 0xFF51AFD7ED558CCDL;
  }

  private static int slot(long hash, long[] entries) {
    return ((int) (hash >>> 33) * ENTRY) & (entries.length - 1);
  }

  private void grow() {
    long[] old = entries;
    byte[][] oldHeads = heads;
    entries = freeEntries(2 * oldHeads.length);
    heads = new byte[2 * oldHeads.length][];
    for (int from = 0; from < old.length; from += ENTRY) {
      int mark = (int) old[from + VALUE];
      if (mark != NO_MARK) {
        int at = slot(hash(old[from], old[from + 1], old[from + 2], mark), entries);
        while ((int) entries[at + VALUE] != NO_MARK) {
          at = (at + ENTRY) & (entries.length - 1);
        }
        System.arraycopy(old, from, entries, at, ENTRY);
        heads[at / ENTRY] = oldHeads[from / ENTRY];
      }
    }
  }

  private static long[] freeEntries(int number) {
    long[] entries = new long[ENTRY * number];
    for (int at = 0; at < entries.length; at += ENTRY) {
      entries[at + VALUE] = FREE;
    }
    return entries;
  }
}

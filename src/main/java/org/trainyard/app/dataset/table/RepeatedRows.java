package org.trainyard.app.dataset.table;

import org.trainyard.app.dataset.RowBatch;

/**
 * Counts rows that stood before, by hashes of 64 bits: among 2^17 rows two different ones have the
 * same hash with a probability of 5e-10. The hashes of so many fit into a second cache, and they
 * tell the share of repeated rows well enough.
 */
final class RepeatedRows {

  private static final int MOST = 1 << 17; // rows that are remembered

  private long[] table = new long[1024];
  private int size;
  private long looked;
  private long repeated;

  void add(RowBatch batch) {
    for (int row = 0; row < batch.rows() && size < MOST; row++) {
      looked++;
      if (!insert(hash(batch.values(), row * batch.width(), batch.width()))) {
        repeated++;
      }
    }
  }

  /** Rows that are equal to an earlier one. */
  long repeated() {
    return repeated;
  }

  /** How many rows from the beginning were looked at. */
  long looked() {
    return looked;
  }

  private static long hash(float[] values, int from, int width) {
    long hash = 1;
    for (int i = from; i < from + width; i++) {
      hash = (hash ^ Float.floatToRawIntBits(values[i])) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash == 0 ? 1 : hash; // 0 marks a free slot
  }

  private boolean insert(long hash) {
    int slot = slotOf(hash);
    if (table[slot] == hash) {
      return false;
    }
    table[slot] = hash;
    size++;
    if (2 * size > table.length) {
      long[] old = table;
      table = new long[2 * old.length];
      for (long kept : old) {
        if (kept != 0) {
          table[slotOf(kept)] = kept;
        }
      }
    }
    return true;
  }

  private int slotOf(long hash) {
    int slot = (int) hash & (table.length - 1);
    while (table[slot] != 0 && table[slot] != hash) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}

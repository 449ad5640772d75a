package org.trainyard.app.dataset;

import java.io.IOException;

/** How one value is stored on the disk. */
public enum Storage {
  /** Any number or a missing value (NaN), four bytes, little-endian. */
  FLOAT32(1, 4),
  /** A whole number from 0 to 255, never missing. */
  UINT8(2, 1);

  private final int code;
  private final int bytes;

  Storage(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The storage with that number in a file. */
  static Storage ofCode(int code) throws IOException {
    for (Storage storage : values()) {
      if (storage.code == code) {
        return storage;
      }
    }
    throw new IOException("there is no storage of values with the number %d".formatted(code));
  }

  /** Its number in a file, which never changes. */
  int code() {
    return code;
  }

  int bytes() {
    return bytes;
  }
}

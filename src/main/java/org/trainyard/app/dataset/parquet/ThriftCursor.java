package org.trainyard.app.dataset.parquet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;

/**
 * Walks over structures in Thrift's compact protocol (Apache Thrift, doc/specs/
 * thrift-compact-protocol.md) without building anything from them. A size is never more than the
 * bytes that are left, and depth has a limit.
 */
final class ThriftCursor {

  private static final int MOST_DEPTH = 32;
  private static final int MOST_VARINT_BITS = 63;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  private final ByteBuffer bytes;
  private int type; // of the value at which the cursor stands
  private int depth;

  ThriftCursor(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes that are no such structure; the message ends a sentence. */
  static final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /** How many bytes have been walked over. */
  int position() {
    return bytes.position();
  }

  /**
   * Walks over the fields of a structure, which stand in the order of their numbers, each once.
   *
   * @param field told of each field by its number; it takes the value or skips it
   */
  void structure(IntConsumer field) {
    if (++depth > MOST_DEPTH) {
      throw new Malformed("it is nested more than %d levels deep".formatted(MOST_DEPTH));
    }
    int number = 0;
    for (int head = unsignedByte(); head != 0; head = unsignedByte()) {
      int step = head >>> 4;
      long next = step == 0 ? zigzag() : number + step;
      if (next <= number || next > Short.MAX_VALUE) {
        throw new Malformed("its fields are out of order"); // every writer sorts them
      }
      number = (int) next;
      type = head & 0xF;
      field.accept(number);
    }
    depth--;
  }

  /** Takes a structure that is the value of a field. */
  void nested(IntConsumer field) {
    require(STRUCT);
    structure(field);
  }

  /** Takes a list of structures; {@code element} takes each. */
  int structures(int most, Runnable element) {
    require(LIST);
    int size = listHead();
    if (type != STRUCT && size > 0) {
      throw new Malformed("a list holds something unexpected");
    }
    if (size > most) {
      throw new Malformed("it lists %d where at most %d are read".formatted(size, most));
    }
    for (int i = 0; i < size; i++) {
      element.run();
    }
    return size;
  }

  /** Takes a whole number. */
  long number() {
    if (type < BYTE || type > I64) {
      throw new Malformed("a field is no number");
    }
    return type == BYTE ? bytes() : zigzag();
  }

  /** Takes true or false. */
  boolean truth() {
    if (type != TRUE && type != FALSE) {
      throw new Malformed("a field is neither true nor false");
    }
    return type == TRUE;
  }

  /** Passes over the value of a field. */
  void skip() {
    skip(type);
  }

  private void skip(int kind) {
    switch (kind) {
      case TRUE, FALSE -> {}
      case BYTE -> unsignedByte();
      case I16, I32, I64 -> zigzag();
      case DOUBLE -> pass(Double.BYTES);
      case BINARY -> pass(varint());
      case LIST, SET -> {
        int size = listHead();
        int element = type;
        for (int i = 0; i < size; i++) {
          skipElement(element);
        }
      }
      case MAP -> skipMap();
      case STRUCT -> structure(_ -> skip());
      default -> throw new Malformed("a field has the unknown type %d".formatted(kind));
    }
  }

  private void skipMap() {
    int size = checkedSize(varint());
    if (size > 0) {
      int types = unsignedByte();
      for (int i = 0; i < size; i++) {
        skipElement(types >>> 4);
        skipElement(types & 0xF);
      }
    }
  }

  /** In a list, other than in a field, true and false take a byte. */
  private void skipElement(int kind) {
    if (kind == TRUE || kind == FALSE) {
      unsignedByte();
    } else {
      skip(kind);
    }
  }

  private int listHead() {
    int head = unsignedByte();
    type = head & 0xF;
    int size = head >>> 4;
    return checkedSize(size == 0xF ? varint() : size);
  }

  /** An element takes a byte at least. */
  private int checkedSize(long size) {
    if (size < 0 || size > bytes.remaining()) {
      throw new Malformed("a list is longer than the bytes that are left");
    }
    return (int) size;
  }

  private void pass(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new Malformed("a value is longer than the bytes that are left");
    }
    bytes.position(bytes.position() + (int) length);
  }

  private void require(int expected) {
    if (type != expected) {
      throw new Malformed("a field holds something unexpected");
    }
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift <= MOST_VARINT_BITS; shift += 7) {
      int next = unsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number is too long");
  }

  private byte bytes() {
    return (byte) unsignedByte();
  }

  private int unsignedByte() {
    try {
      return bytes.get() & 0xFF;
    } catch (BufferUnderflowException _) {
      throw new Malformed("it ends early");
    }
  }
}

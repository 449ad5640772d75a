package org.trainyard.app.dataset.parquet;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.parquet.ThriftCursor.Malformed;

/**
 * What stands before a page (parquet.thrift: PageHeader).
 *
 * @param uncompressed bytes of the page when it is decompressed
 * @param compressed bytes of the page in the file
 * @param values of the page, or of the dictionary
 * @param levels bytes of a second-version page that are never compressed
 * @param coding whether its other bytes are, if its column has a codec
 * @param bytes of the head itself
 */
record PageHead(
    Kind kind,
    long uncompressed,
    long compressed,
    long values,
    long levels,
    Coding coding,
    int bytes) {

  /** Whether a page is compressed. */
  enum Coding {
    COMPRESSED,
    PLAIN
  }

  /** What a page holds, with its number in the format. */
  enum Kind {
    DATA(0),
    INDEX(1),
    DICTIONARY(2),
    DATA_2(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(long number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new Malformed("there is a page of the unknown type %d".formatted(number));
    }
  }

  /** The head at the beginning of some bytes. */
  static PageHead parse(ByteBuffer bytes) {
    return new Parser(new ThriftCursor(bytes)).head();
  }

  boolean isData() {
    return kind == Kind.DATA || kind == Kind.DATA_2;
  }

  /** Fields on their way into a head. */
  private static final class Parser {

    private final ThriftCursor cursor;
    private @Nullable Kind kind;
    private long uncompressed = -1;
    private long compressed = -1;
    private long values;
    private long levels;
    private Coding coding = Coding.COMPRESSED;

    Parser(ThriftCursor cursor) {
      this.cursor = cursor;
    }

    PageHead head() {
      cursor.structure(field -> {
        switch (field) {
          case 1 -> kind = Kind.of(cursor.number());
          case 2 -> uncompressed = cursor.number();
          case 3 -> compressed = cursor.number();
          case 5 -> details(Kind.DATA, this::firstVersion);
          case 7 -> details(Kind.DICTIONARY, this::firstVersion);
          case 8 -> details(Kind.DATA_2, this::secondVersion);
          default -> cursor.skip();
        }
      });
      if (kind == null || uncompressed < 0 || compressed < 0) {
        throw new Malformed("the head of a page is damaged");
      }
      if (values < 0 || values > Integer.MAX_VALUE || levels < 0 || levels > compressed) {
        throw new Malformed("the head of a page declares impossible sizes");
      }
      return new PageHead(
          kind, uncompressed, compressed, values, levels, coding, cursor.position());
    }

    /** Takes the head of a kind of pages where the page is of that kind. */
    private void details(Kind of, IntConsumer field) {
      if (kind == of) {
        cursor.nested(field);
      } else {
        cursor.skip();
      }
    }

    private void firstVersion(int field) {
      if (field == 1) {
        values = cursor.number();
      } else {
        cursor.skip();
      }
    }

    private void secondVersion(int field) {
      switch (field) {
        case 5, 6 -> {
          long length = cursor.number();
          if (length < 0 || length > Integer.MAX_VALUE) {
            throw new Malformed("the head of a page declares impossible sizes");
          }
          levels += length;
        }
        case 7 -> coding = cursor.truth() ? Coding.COMPRESSED : Coding.PLAIN;
        default -> firstVersion(field);
      }
    }
  }
}

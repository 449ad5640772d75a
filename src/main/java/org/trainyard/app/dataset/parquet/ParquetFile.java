package org.trainyard.app.dataset.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.FileSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DecompressionLimit;
import org.trainyard.app.dataset.parquet.ThriftCursor.Malformed;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** A file whose footer has been checked; its pages are when it is known which columns are read. */
final class ParquetFile {

  private static final int PAGES_AT_A_TIME = 3; // of a column: two decoded, one on its way
  private static final String OUTSTANDING = "hardwood.internal.maxOutstanding";

  static {
    // Decoded pages that wait; the library's default of eight takes gigabytes for wide files.
    if (System.getProperty(OUTSTANDING) == null) {
      System.setProperty(OUTSTANDING, "2");
    }
  }

  private final Path path;
  private final long end; // of the pages
  private final FileMetaData meta;
  private final FileSchema schema;

  private ParquetFile(Path path, long end, FileMetaData meta, FileSchema schema) {
    this.path = path;
    this.end = end;
    this.meta = meta;
    this.schema = schema;
  }

  /** Something that reads a file and may stumble over it. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  static ParquetFile open(Path path) throws IOException {
    return blaming(() -> {
      long end;
      try (FileChannel file = FileChannel.open(path)) {
        end = Footer.check(file);
      }
      try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(path))) {
        return new ParquetFile(path, end, reader.getFileMetaData(), reader.getFileSchema());
      }
    });
  }

  /** Opens the file to read its rows; context and reader are the caller's. */
  ParquetFileReader reader(HardwoodContext context) throws IOException {
    return ParquetFileReader.open(InputFile.of(path), context);
  }

  FileSchema schema() {
    return schema;
  }

  long rows() {
    return meta.numRows();
  }

  /**
   * Checks the pages of some columns.
   *
   * @param columns by their places in the schema
   * @return bytes of the largest dictionary
   */
  long checkPages(Set<Integer> columns, DatasetProperties limits) throws IOException {
    return blaming(() -> {
      Map<Integer, Long> largest = new HashMap<>();
      long uncompressed = 0;
      long dictionary = 0;
      try (FileChannel file = FileChannel.open(path)) {
        for (RowGroup group : meta.rowGroups()) {
          requireAllColumns(group);
          for (int column : columns) {
            ColumnChunk chunk = group.columns().get(column);
            requireCodec(chunk);
            PageWalk.Found found = PageWalk.check(file, chunk, group.numRows(), end);
            uncompressed = Math.addExact(uncompressed, found.uncompressed());
            largest.merge(column, found.largestPage(), Math::max);
            dictionary = Math.max(dictionary, found.dictionary());
          }
        }
      }
      DecompressionLimit.require(uncompressed, Files.size(path), limits);
      requireMemory(largest.values().stream().mapToLong(Long::longValue).sum());
      return dictionary;
    });
  }

  void requireRows(DatasetProperties limits) {
    long rows = meta.rowGroups().stream().mapToLong(RowGroup::numRows).sum();
    if (rows != meta.numRows() || meta.rowGroups().stream().anyMatch(g -> g.numRows() < 0)) {
      throw invalid("its row groups have %d rows, it %d".formatted(rows, meta.numRows()));
    }
    if (rows == 0) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "The file holds no rows.").toException();
    }
    if (rows > limits.maxRows()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "The file has %d rows, the limit is %d.".formatted(rows, limits.maxRows()))
          .limit(limits.maxRows(), rows)
          .hint("Send fewer, or raise trainyard.datasets.max-rows.")
          .toException();
    }
  }

  private void requireAllColumns(RowGroup group) {
    if (group.columns().size() != schema.getColumnCount()) {
      throw new Malformed(
          "a row group has %d columns, the schema %d"
              .formatted(group.columns().size(), schema.getColumnCount()));
    }
  }

  private static void requireCodec(ColumnChunk chunk) {
    if (chunk.metaData().codec() == CompressionCodec.LZO) {
      throw new Footer.Unsupported("The file is compressed with LZO.");
    }
  }

  private static void requireMemory(long pages) {
    long most = Runtime.getRuntime().maxMemory() / 2;
    if (pages > most / PAGES_AT_A_TIME) {
      throw Problem.of(
              ProblemType.PARQUET_UNSUPPORTED,
              "Reading the pages of all columns side by side takes %d MB of memory; %d MB are allowed."
                  .formatted(PAGES_AT_A_TIME * (pages >> 20), most >> 20))
          .hint("Write the file with smaller pages or row groups.")
          .toException();
    }
  }

  /**
   * Does something with a file and blames the file if it fails; nothing else that may fail belongs
   * in there.
   */
  static <T> T blaming(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (ProblemException e) {
      throw e;
    } catch (Footer.Unsupported e) {
      throw Problem.of(ProblemType.PARQUET_UNSUPPORTED, String.valueOf(e.getMessage()))
          .hint("Write it without encryption, with Snappy, Gzip, Zstandard, LZ4 or Brotli.")
          .toException();
    } catch (Malformed e) {
      throw invalid(String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      throw e; // not the file's fault
    } catch (IOException | RuntimeException e) {
      // The library says in its own exceptions, and in any of the JDK's, what it stumbles over.
      ProblemException refusal = invalid("its reader stumbles over it");
      refusal.initCause(e);
      throw refusal;
    }
  }

  static ProblemException invalid(String reason) {
    return Problem.of(
            ProblemType.PARQUET_INVALID, "The Parquet file cannot be read: %s.".formatted(reason))
        .hint("Send the whole file, as it was written.")
        .toException();
  }
}

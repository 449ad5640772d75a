package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.table.BinaryColumn;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;

/** The rows of one array, or of several of equal length side by side. */
final class NumpySource implements RecordSource {

  private final UploadOptions told;
  private final List<Block> blocks;

  NumpySource(UploadOptions told, List<Block> blocks) {
    this.told = told;
    this.blocks = List.copyOf(blocks);
  }

  /**
   * An array and its columns: one for each value of a row, or one for all.
   *
   * @param columns in the order of the values
   */
  record Block(NpyArray array, List<BinaryColumn> columns) {

    Block {
      columns = List.copyOf(columns);
    }
  }

  @Override
  public UploadOptions told() {
    return told;
  }

  @Override
  public List<RawColumn> columns() {
    return all().stream().map(BinaryColumn::raw).toList();
  }

  private List<BinaryColumn> all() {
    return blocks.stream().flatMap(block -> block.columns().stream()).toList();
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      List<OpenBlock> open = new ArrayList<>();
      for (Block block : blocks) {
        open.add(new OpenBlock(block, arena));
      }
      long count = blocks.getFirst().array().rows();
      for (long row = 0; row < count; row++) {
        int at = rows.offset();
        for (OpenBlock block : open) {
          at = block.read(row, rows.values(), at);
        }
        rows.next();
      }
    }
    List<Problem> problems =
        all().stream().map(BinaryColumn::problem).flatMap(Optional::stream).toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  @Override
  public List<Dataset.Warning> warnings() {
    return all().stream().flatMap(column -> column.warnings().stream()).toList();
  }

  /** An array whose values can be reached. */
  private static final class OpenBlock {

    private final MemorySegment values;
    private final NpyElements elements;
    private final BinaryColumn[] columns; // of each value of a row

    OpenBlock(Block block, Arena arena) throws IOException {
      this.values = block.array().values(arena);
      this.elements = new NpyElements(block.array());
      this.columns = new BinaryColumn[elements.width()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = block.columns().get(block.columns().size() == 1 ? 0 : i);
      }
    }

    /** Writes the values of a row at a place of the target; gives the place behind them. */
    int read(long row, float[] target, int at) {
      for (int i = 0; i < columns.length; i++) {
        target[at + i] = elements.value(values, row, i, columns[i]);
      }
      return at + columns.length;
    }
  }
}

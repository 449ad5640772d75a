package org.trainyard.app.dataset.parquet;

import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.dataset.table.Table;
import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Reads Parquet files with flat columns. */
@Component
final class ParquetReader implements DatasetReader {

  private static final int MAGIC_BYTES = 4;
  private static final int BATCH_VALUES = 1 << 20;
  private static final int MOST_BATCH_ROWS = 1 << 13;
  private static final long BATCH_TEXT_BYTES = 64 << 20;

  private final DatasetProperties limits;

  ParquetReader(DatasetProperties limits) {
    this.limits = limits;
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.PARQUET;
  }

  @Override
  public Set<Upload.Part> parts() {
    return Set.of(Upload.Part.FILE);
  }

  @Override
  public Set<String> options() {
    return Set.of("columns");
  }

  /** PAR1, or PARE for an encrypted file. */
  @Override
  public boolean recognizes(byte[] head) {
    return head.length >= MAGIC_BYTES
        && head[0] == 'P'
        && head[1] == 'A'
        && head[2] == 'R'
        && (head[3] == '1' || head[3] == 'E');
  }

  @Override
  public UploadedTable open(Upload upload) throws IOException {
    ParquetFile file = ParquetFile.open(upload.content(Upload.Part.FILE).file());
    List<SchemaNode> fields = file.schema().getRootNode().children();
    requireFew(fields.size());
    file.requireRows(limits);
    List<RawColumn> columns = new ArrayList<>();
    List<ParquetColumn> read = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<ColumnNames.Named> names =
        new ColumnNames(upload.options().columns(), ".")
            .of(fields.stream().map(ParquetReader::name).toList());
    for (int i = 0; i < fields.size(); i++) {
      Optional<Flat> flat = flat(file, fields.get(i));
      RawColumn raw = raw(names.get(i), flat);
      columns.add(raw);
      if (raw.kind() != Kind.LEFT_OUT) {
        SchemaNode field = fields.get(i);
        flat.ifPresentOrElse(
            column -> read.add(column(column, raw)), () -> problems.add(unsupported(file, field)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return table(file, upload.options(), columns, read);
  }

  /** The library does not know that a damaged schema lacks names. */
  private static String name(SchemaNode field) {
    @Nullable String name = field.name();
    if (name == null) {
      throw ParquetFile.invalid("its schema has a column without a name");
    }
    return name;
  }

  /** A column that can be read. */
  private record Flat(ColumnSchema schema, ValueKind kind) {}

  private static Optional<Flat> flat(ParquetFile file, SchemaNode field) {
    if (!(field instanceof SchemaNode.PrimitiveNode leaf) || leaf.maxRepetitionLevel() > 0) {
      return Optional.empty();
    }
    ColumnSchema schema = file.schema().getColumn(leaf.columnIndex());
    return ValueKind.of(schema).map(kind -> new Flat(schema, kind));
  }

  private RawColumn raw(ColumnNames.Named name, Optional<Flat> flat) {
    Kind kind =
        flat.filter(column -> column.kind().isNumber()).isPresent() ? Kind.NUMBERS : Kind.TEXTS;
    return RawColumn.of(name, kind, limits.maxCategories());
  }

  private static ParquetColumn column(Flat flat, RawColumn raw) {
    // Nothing stands for a missing value here but the missing value.
    return flat.kind().isNumber()
        ? new NumberColumn(flat.schema(), flat.kind(), raw)
        : new WordColumn(
            flat.schema(),
            flat.kind(),
            raw,
            new Notation(Set.of(), UploadOptions.Decimal.POINT.sign()));
  }

  private UploadedTable table(
      ParquetFile file, UploadOptions options, List<RawColumn> columns, List<ParquetColumn> read)
      throws IOException {
    if (read.isEmpty()) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "No column of the file is left to be read.")
          .toException();
    }
    Set<Integer> places = new HashSet<>();
    read.forEach(column -> places.add(column.index()));
    long dictionary = file.checkPages(places, limits);
    // Texts of a dictionary are copied for each of their rows.
    long mostRows = dictionary == 0 ? MOST_BATCH_ROWS : BATCH_TEXT_BYTES / dictionary;
    int batchRows =
        Math.toIntExact(
            Math.clamp(Math.min(mostRows, BATCH_VALUES / columns.size()), 1, MOST_BATCH_ROWS));
    return new Table(
        new ParquetSource(
            file,
            options.told(DatasetFormat.PARQUET),
            columns,
            read,
            projection(file, read),
            batchRows),
        limits);
  }

  /** The library takes columns by name, and cannot tell one from a part of another by that. */
  private static ColumnProjection projection(ParquetFile file, List<ParquetColumn> read) {
    if (read.size() == file.schema().getColumnCount()) {
      return ColumnProjection.all();
    }
    List<String> all = file.schema().getColumns().stream().map(ColumnSchema::name).toList();
    for (ParquetColumn column : read) {
      String name = column.raw().nameInFile();
      if (name.contains(".") || Collections.frequency(all, name) != 1) {
        throw Problem.of(
                ProblemType.PARQUET_UNSUPPORTED,
                "The name of column '%s' does not tell it from parts of columns that are left out."
                    .formatted(Echo.of(name)))
            .with("column", name)
            .hint("Rename it, or write the file without the columns that are left out.")
            .toException();
      }
    }
    return ColumnProjection.columns(
        read.stream().map(column -> column.raw().nameInFile()).toArray(String[]::new));
  }

  private static Problem unsupported(ParquetFile file, SchemaNode field) {
    String what =
        switch (field) {
          case SchemaNode.GroupNode group ->
              group.isList() ? "a list" : group.isMap() ? "a map" : "a group of columns";
          case SchemaNode.PrimitiveNode leaf -> words(file, leaf);
        };
    return Problem.of(
            ProblemType.PARQUET_UNSUPPORTED,
            "Column '%s' holds %s, which is not read.".formatted(Echo.of(field.name()), what))
        .with("column", field.name())
        .hint(
            "Convert it to a column of plain numbers (DOUBLE) or texts, or leave it out with columns={\"%s\":{\"type\":\"ignore\"}}."
                .formatted(Echo.of(field.name())));
  }

  private static String words(ParquetFile file, SchemaNode.PrimitiveNode leaf) {
    ColumnSchema schema = file.schema().getColumn(leaf.columnIndex());
    String logical =
        schema.logicalType() == null
            ? ""
            : " (%s)".formatted(schema.logicalType().getClass().getSimpleName());
    return leaf.maxRepetitionLevel() > 0
        ? "repeated values"
        : "values of the type %s%s".formatted(schema.type(), logical);
  }

  private void requireFew(int columns) {
    if (columns > limits.maxColumns()) {
      throw Problem.of(
              ProblemType.TOO_MANY_COLUMNS,
              "The file has %d columns, the limit is %d.".formatted(columns, limits.maxColumns()))
          .limit(limits.maxColumns(), columns)
          .hint("Leave columns out, or raise trainyard.datasets.max-columns.")
          .toException();
    }
  }
}

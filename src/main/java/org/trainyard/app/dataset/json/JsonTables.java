package org.trainyard.app.dataset.json;

import java.io.IOException;
import java.util.List;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.dataset.table.Table;
import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.dataset.text.TextEncoding;

/** Opens JSON texts of one framing. */
final class JsonTables {

  private static final int ENCODING_BYTES = 4;

  private final Framing framing;
  private final DatasetProperties limits;

  JsonTables(Framing framing, DatasetProperties limits) {
    this.framing = framing;
    this.limits = limits;
  }

  UploadedTable open(Upload upload) throws IOException {
    UploadOptions options = upload.options();
    Content content = upload.content(Upload.Part.FILE);
    TextEncoding.requireUtf8(content.head(ENCODING_BYTES));
    JsonShape shape = JsonShape.of(content, framing, options.header(), limits.maxColumns());
    UploadOptions told =
        new UploadOptions(
            options.name(),
            framing.format(),
            null,
            shape.header(),
            options.missing(),
            options.decimal(),
            options.columns());
    return new Table(
        new JsonSource(content, framing, shape, told, columns(shape, options)), limits);
  }

  private List<JsonColumn> columns(JsonShape shape, UploadOptions options) {
    // JSON has one decimal sign, whatever the options say of other formats.
    Notation notation = new Notation(options.missing(), UploadOptions.Decimal.POINT.sign());
    return new ColumnNames(options.columns(), ".")
        .of(shape.names()).stream()
            .map(named -> RawColumn.of(named, Kind.UNDECIDED, limits.maxCategories()))
            .map(raw -> new JsonColumn(raw, notation))
            .toList();
  }
}

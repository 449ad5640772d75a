package org.trainyard.app.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.ReadTable;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;

/** What is said of data that are likely to spoil a training. */
class TableWarningsTests {

  private static final DatasetProperties LIMITS =
      new DatasetProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 100_000, 100, 10_000);
  private static final int ROWS = 200;

  private final Map<String, IntFunction<@Nullable Object>> columns = new LinkedHashMap<>();

  @Test
  void saysNothingOfPlainData() throws IOException {
    assertThat(codes()).isEmpty();
  }

  @Test
  void namesConstantAndNearlyConstantColumns() throws IOException {
    columns.put("same", _ -> 7);
    columns.put("rare", i -> i == 17 ? 1 : 0);
    assertThat(codes()).containsExactlyInAnyOrder("constant same", "nearly-constant rare");
  }

  @Test
  void namesADuplicate() throws IOException {
    columns.put("again", TableWarningsTests::noise);
    assertThat(codes()).containsExactly("duplicate again");
  }

  @Test
  void namesAColumnThatGivesTheTargetAway() throws IOException {
    columns.put("code", i -> "code " + i * 7 % 2);
    columns.put("score", i -> i * 7 % 2 * 10 + (float) noise(i + 1) / 100);
    assertThat(codes()).containsExactlyInAnyOrder("leaking code", "leaking score");
  }

  @Test
  void namesALineOfTheTarget() throws IOException {
    columns.remove("label");
    columns.put("fahrenheit", i -> (float) noise(3 * i) * 1.8f + 32);
    columns.put("target", i -> noise(3 * i));
    assertThat(codes()).contains("leaking fahrenheit");
  }

  @Test
  void namesClassesOfVeryDifferentSizeAndRowsInTheirOrder() throws IOException {
    columns.put("label", i -> i < 190 ? "many" : "few");
    assertThat(codes()).containsExactlyInAnyOrder("imbalanced label", "sorted label");
  }

  @Test
  void namesScalesThatAreFarApart() throws IOException {
    columns.put("large", i -> (float) noise(i + 5) * 1e9f);
    assertThat(codes()).containsExactly("badly-scaled large");
  }

  @Test
  void namesManyMissingValues() throws IOException {
    columns.put("gaps", i -> i % 3 == 0 ? null : noise(2 * i));
    assertThat(codes()).containsExactly("many-missing gaps");
  }

  @Test
  void namesRowsThatStandTwice() throws IOException {
    columns.clear();
    columns.put("x", i -> noise(i % 150));
    columns.put("label", i -> i % 2 == 0 ? "a" : "b");
    assertThat(codes()).containsExactly("duplicate-rows ");
  }

  @Test
  void namesTooManyCategories() throws IOException {
    columns.put("town", i -> "town " + i * 31 % 99 + (i % 2 == 0 ? "" : "x"));
    columns.put("village", i -> "village " + i % 40);
    columns.put("label", i -> i * 7 % 3);
    assertThat(read(Map.of("town", ColumnType.CATEGORICAL)).warningCodes())
        .contains("many-categories");
  }

  @Test
  void leavesOutDatesIdsAndFreeText() throws IOException {
    columns.put("day", i -> "2024-%02d-%02d".formatted(1 + i % 12, 1 + i % 28));
    columns.put("time", i -> "%02d:%02d:00".formatted(i % 24, i % 60));
    columns.put("customer_id", i -> 1000 + i * 7);
    columns.put("uuid", i -> new UUID(i * 12345L, i).toString());
    columns.put("remark", i -> "a remark about the row with the number " + i);
    columns.put("label", i -> i * 7 % 2);
    ReadTable table = read(Map.of());
    assertThat(leftOut(table))
        .containsExactly("day DATE", "time DATE", "customer_id ID", "uuid ID", "remark FREE_TEXT");
    assertThat(codes(table))
        .containsExactlyInAnyOrder(
            "date day", "date time", "id-like customer_id", "id-like uuid", "free-text remark");
    assertThat(table.warnings().getFirst().message()).contains("option columns");
  }

  private static List<String> leftOut(ReadTable table) {
    return table.columns().stream()
        .filter(Column.Ignored.class::isInstance)
        .map(Column.Ignored.class::cast)
        .map(column -> column.name() + " " + column.reason())
        .toList();
  }

  @Test
  void leavesOutIdsOfWhichSomeAreEqualAsStored() throws IOException {
    columns.put("patient_id", i -> 84_300_000 + i); // float32 knows each eighth of them
    columns.put("scan_id", i -> 911_320_501L - i * 40L);
    columns.put("visit_id", i -> 84_300_000 + i % 7 * 1000); // each seventh row has the same
    columns.put("label", i -> i * 7 % 2);
    ReadTable table = read(Map.of());
    assertThat(leftOut(table)).containsExactly("patient_id ID", "scan_id ID");
    assertThat(codes(table)).containsExactlyInAnyOrder("id-like patient_id", "id-like scan_id");
  }

  @Test
  void keepsThemWhenTold() throws IOException {
    columns.put("customer_id", i -> 1000 + i * 7);
    columns.put("remark", i -> "a remark about the row with the number " + i);
    columns.put("label", i -> i * 7 % 2);
    ReadTable table =
        read(Map.of("customer_id", ColumnType.NUMERIC, "remark", ColumnType.CATEGORICAL));
    assertThat(table.columns()).noneMatch(Column.Ignored.class::isInstance);
  }

  @Test
  void limitsTheWarningsOfAKind() throws IOException {
    for (int i = 0; i < 30; i++) {
      columns.put("same" + i, _ -> 7);
    }
    assertThat(read(Map.of()).warnings())
        .hasSize(21)
        .last()
        .extracting(Dataset.Warning::message)
        .asString()
        .startsWith("10 more");
  }

  TableWarningsTests() {
    columns.put("x1", TableWarningsTests::noise);
    columns.put("x2", i -> noise(i + 1000));
    columns.put("label", i -> i * 7 % 2);
  }

  /** The same for the same number. */
  private static Object noise(int i) {
    return new Random(i * 7919L).nextFloat();
  }

  private List<String> codes() throws IOException {
    return codes(read(Map.of()));
  }

  private static List<String> codes(ReadTable table) {
    return table.warnings().stream()
        .map(warning -> warning.code() + " " + warning.column())
        .toList();
  }

  private ReadTable read(Map<String, ColumnType> types) throws IOException {
    Map<String, ColumnChoice> choices = new LinkedHashMap<>();
    types.forEach((name, type) -> choices.put(name, new ColumnChoice(type, null)));
    return ReadTable.of(new Table(new Rows(choices), LIMITS));
  }

  private @Nullable Object value(String column, int row) {
    return Objects.requireNonNull(columns.get(column)).apply(row);
  }

  /** Rows from functions of their number. */
  private final class Rows implements RecordSource {

    private final List<RawColumn> raw = new ArrayList<>();

    Rows(Map<String, ColumnChoice> choices) {
      for (ColumnNames.Named name :
          new ColumnNames(choices, ".").of(List.copyOf(columns.keySet()))) {
        boolean text =
            IntStream.range(0, 2).anyMatch(i -> value(name.nameInFile(), i) instanceof String);
        raw.add(RawColumn.of(name, text ? RawColumn.Kind.TEXTS : RawColumn.Kind.NUMBERS, 10_000));
      }
    }

    @Override
    public UploadOptions told() {
      return UploadOptions.named("test");
    }

    @Override
    public List<RawColumn> columns() {
      return raw;
    }

    @Override
    public void read(RowGatherer rows) throws IOException {
      for (int i = 0; i < ROWS; i++) {
        int at = rows.offset();
        for (RawColumn column : raw) {
          rows.values()[at++] =
              switch (value(column.nameInFile(), i)) {
                case null -> Float.NaN;
                case Number number -> number.floatValue();
                case Object text -> column.texts().code(text.toString());
              };
        }
        rows.next();
      }
    }
  }
}

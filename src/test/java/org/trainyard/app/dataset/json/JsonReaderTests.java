package org.trainyard.app.dataset.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.ReadTable;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.dataset.UploadOptions.Decimal;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

class JsonReaderTests {

  private static final DatasetProperties LIMITS =
      new DatasetProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), 1000, 20, 100);
  private static final UploadOptions PLAIN = UploadOptions.named("test");
  private static final DatasetReader ARRAY = new JsonReader(LIMITS);
  private static final DatasetReader LINES = new JsonLinesReader(LIMITS);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'a': 1, 'b': 'x'}, {'b': 'y', 'a': 2.5e0}, {'a': null, 'b': 'x'}]",
        "\uFEFF [ {'a':1.0,'b':'x'} ,\n{'a':2.5,'b':'y'},{'b':'x','a':null}\n]\n",
        "[[1, 'x'], [2.5, 'y'], [null, 'x']]",
        "[['a', 'b'], [1, 'x'], [2.5, 'y'], [null, 'x']]",
        "{'a': 1, 'b': 'x'}\n{'a': 2.5, 'b': 'y'}\n\n{'a': null, 'b': 'x'}",
        "{\n  'a': 1,\n  'b': 'x'\n}\n{'a': 2.5, 'b': 'y'}{'a': null, 'b': 'x'}\r\n",
      })
  void readsRowsInEveryForm(String text) throws IOException {
    ReadTable table = read(text, PLAIN);
    assertThat(table.rows())
        .containsExactly(List.of(1f, 0f), List.of(2.5f, 1f), List.of(Float.NaN, 0f));
    List<String> names = table.columns().stream().map(Column::name).toList();
    assertThat(names)
        .isEqualTo(text.contains("a'") ? List.of("a", "b") : List.of("column1", "column2"));
    assertThat(((Column.Categorical) table.columns().getLast()).categories())
        .containsExactly(new Column.Category("x", 2), new Column.Category("y", 1));
    assertThat(table.warnings()).isEmpty();
  }

  @Test
  void takesTheFirstArrayForNamesOrDataWhenTold() throws IOException {
    String text = "[['a', 'b'], ['x', 'y'], ['x', 'z']]";
    assertThat(read(text, PLAIN).rows()).hasSize(3);
    assertThat(read(text, header(Header.NAMES)).rows()).hasSize(2);
    assertThat(read("[['a', 'b'], ['x', 1]]", header(Header.NAMES)).columns())
        .extracting(Column::name)
        .containsExactly("a", "b");
    assertThat(problem("[['a', 'b'], ['x', 1]]", header(Header.DATA)).type())
        .isEqualTo(ProblemType.VALUE_NOT_NUMERIC);
    assertThat(problem("[{'a': 1}]", header(Header.NAMES)).type())
        .isEqualTo(ProblemType.UNKNOWN_FIELD);
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("[]", ProblemType.DATASET_EMPTY, "no rows"),
        Arguments.of("{}", ProblemType.DATASET_EMPTY, "holds nothing"),
        Arguments.of("[{}]", ProblemType.DATASET_EMPTY, "holds nothing"),
        Arguments.of("[[]]", ProblemType.DATASET_EMPTY, "holds nothing"),
        Arguments.of("[{'a': 1}, {'b': 2}]", ProblemType.RAGGED_ROWS, "Row 2 has a member 'b'"),
        Arguments.of("[{'a': 1}, {}]", ProblemType.RAGGED_ROWS, "Row 2 has no member 'a'"),
        Arguments.of("[{'a': 1}, {'a': 2, 'c': 1}]", ProblemType.RAGGED_ROWS, "member 'c'"),
        Arguments.of("[{'a': 1}, {'a': 2, 'a': 3}]", ProblemType.RAGGED_ROWS, "'a' twice"),
        Arguments.of("[{'a': 1, 'a': 2}]", ProblemType.DUPLICATE_COLUMNS, "'a'"),
        Arguments.of("[{'': 1}]", ProblemType.BAD_COLUMN_NAME, "column 1"),
        Arguments.of("[[1, 2], [3]]", ProblemType.RAGGED_ROWS, "Row 2 has 1 values, the first"),
        Arguments.of("[[1, 2], {'a': 3}]", ProblemType.RAGGED_ROWS, "Row 2 is an object"),
        Arguments.of("[{'a': 1}, [3]]", ProblemType.RAGGED_ROWS, "Row 2 is an array"),
        Arguments.of("[{'a': {'b': 1}}]", ProblemType.VALUE_NOT_NUMERIC, "'a' holds an object"),
        Arguments.of("{'a': [1, 2]}", ProblemType.VALUE_NOT_NUMERIC, "'a' holds an array"),
        Arguments.of("[{'a': 1}, {'a': 'x'}]", ProblemType.VALUE_NOT_NUMERIC, "a text, 'x', in"),
        Arguments.of("[{'a': 'x'}, {'a': 1}]", ProblemType.VALUE_NOT_NUMERIC, "a number, '1',"),
        Arguments.of("[{'a': true}, {'a': 1}]", ProblemType.VALUE_NOT_NUMERIC, "true or false"),
        Arguments.of("[{'a': 1e39}]", ProblemType.VALUE_OUT_OF_RANGE, "1e39"),
        Arguments.of("[{'a': -1e400}]", ProblemType.VALUE_OUT_OF_RANGE, "row 1"),
        Arguments.of("[{'a': NaN}]", ProblemType.CONTAINER_INVALID, "null where a value"),
        Arguments.of("[{'a': 1}, 3]", ProblemType.CONTAINER_INVALID, "Row 2 is a number"),
        Arguments.of("[{'a': 1}, null]", ProblemType.CONTAINER_INVALID, "Row 2 is null"),
        Arguments.of("[{'a': 1}] x", ProblemType.CONTAINER_INVALID, "'x' is not a JSON value"),
        Arguments.of("[{'a': 1}] {'a': 1}", ProblemType.CONTAINER_INVALID, "after the end"),
        Arguments.of("[{'a': 1},]", ProblemType.CONTAINER_INVALID, "line 1, column"),
        Arguments.of("[{'a': 01}]", ProblemType.CONTAINER_INVALID, "begin with a zero"),
        Arguments.of("{'a': 1}\n{'a': 2\n{'a': 3}", ProblemType.CONTAINER_INVALID, "at line 3"),
        Arguments.of("[{'a': 'x\\u0000'}]", ProblemType.TEXT_ENCODING, "NUL"),
        Arguments.of("[{'a': '\\ud800'}]", ProblemType.TEXT_ENCODING, "surrogate"),
        Arguments.of("[{'a': '" + "x".repeat(65_537) + "'}]", ProblemType.FIELD_TOO_LARGE, "65536"),
        Arguments.of("[{'" + "x".repeat(1001) + "': 1}]", ProblemType.FIELD_TOO_LARGE, "name"),
        Arguments.of("[{'a': " + "[".repeat(100_000), ProblemType.CONTAINER_INVALID, "deeply"),
        Arguments.of("[[" + "1,".repeat(20) + "1]]", ProblemType.TOO_MANY_COLUMNS, "20"),
        Arguments.of("[[1" + ",1".repeat(1_000_000), ProblemType.TOO_MANY_COLUMNS, "20"),
        Arguments.of("{'a': 1}".repeat(1001), ProblemType.TOO_MANY_ROWS, "1000"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refuses(String text, ProblemType type, String words) {
    Problem problem = problem(text, PLAIN);
    assertThat(problem.type()).as(problem.detail()).isEqualTo(type);
    assertThat(problem.detail()).contains(words);
  }

  @Test
  void namesTheRowTheColumnAndTheWayOut() {
    Problem mixed = problem("[{'a': 1}, {'a': null}, {'a': 'none'}]", PLAIN);
    assertThat(mixed.members())
        .containsEntry("row", 3L)
        .containsEntry("column", "a")
        .containsEntry("value", "none")
        .doesNotContainKey("line");
    assertThat(mixed.members().get("hint")).asString().contains("missing=", "categorical");
    assertThat(problem("[{'height': 1}, {'hieght': 2}]", PLAIN).detail())
        .contains("did you mean 'height'?");
    Problem bad = problem("{'a': 1}\n{'a': 'x}\n", PLAIN);
    assertThat(bad.members()).containsEntry("line", 2).containsEntry("row", 2L);
  }

  @Test
  void takesWordsForMissingValuesAndMixedValuesWhenTold() throws IOException {
    String text = "[{'a': 1}, {'a': 'none'}, {'a': ''}, {'a': 'NA'}]";
    UploadOptions none =
        new UploadOptions("t", null, null, null, Set.of("none", "NA"), Decimal.POINT, Map.of());
    assertThat(((Column.Numeric) read(text, none).columns().getFirst()).missing()).isEqualTo(3);
    Column.Categorical texts =
        (Column.Categorical)
            read(text, choose(new ColumnChoice(ColumnType.CATEGORICAL, null))).columns().getFirst();
    assertThat(texts.categories()).extracting(Column.Category::value).containsExactly("1", "none");
  }

  @Test
  void keepsTextsThatLookLikeNumbersAndTakesThemForNumbersWhenTold() throws IOException {
    String text = "[{'a': '1.5'}, {'a': '007'}, {'a': '2'}, {'a': 'NA'}, {'a': '1.5'}]";
    ReadTable table = read(text, PLAIN);
    assertThat(table.columns().getFirst()).isInstanceOf(Column.Categorical.class);
    assertThat(table.warningCodes()).containsExactly("mixed");
    UploadOptions numeric = choose(new ColumnChoice(ColumnType.NUMERIC, null));
    assertThat(((Column.Numeric) read(text, numeric).columns().getFirst()).max()).isEqualTo(7);
    assertThat(
            ((Column.Numeric) read("[[true], [false]]", column1(numeric)).columns().getFirst())
                .max())
        .isEqualTo(1);
    assertThat(problem("[{'a': 'x'}]", numeric).type()).isEqualTo(ProblemType.VALUE_NOT_NUMERIC);
  }

  @Test
  void leavesOutAColumnWhateverItHolds() throws IOException {
    ReadTable table =
        read(
            "[{'a': {'b': [1, {}]}, 'c': 1}, {'a': 'x', 'c': 2}]",
            choose(new ColumnChoice(ColumnType.IGNORE, null)));
    assertThat(table.rows()).containsExactly(List.of(1f), List.of(2f));
  }

  @Test
  void takesTrueAndFalseForCategories() throws IOException {
    Column.Categorical column =
        (Column.Categorical) read("[[true], [false], [null], [true]]", PLAIN).columns().getFirst();
    assertThat(column.categories())
        .containsExactly(new Column.Category("false", 1), new Column.Category("true", 2));
    assertThat(column.missing()).isEqualTo(1);
  }

  @Test
  void namesTheOffsetOfAByteThatIsNotUtf8() {
    byte[] latin = "[{\"a\": \"n\u00e9e\"}]".getBytes(StandardCharsets.ISO_8859_1);
    Problem problem = problem(latin, PLAIN);
    assertThat(problem.type()).isEqualTo(ProblemType.TEXT_ENCODING);
    assertThat(problem.members()).containsEntry("line", 1).containsKey("byteOffset");
    byte[] wide = "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_16LE);
    assertThat(problem(ARRAY, wide, PLAIN).type()).isEqualTo(ProblemType.TEXT_ENCODING);
  }

  @Test
  void truncatedAnywhereAnArrayIsRefused() {
    byte[] whole =
        "[{\"a\u00e9\": 1.5e3, \"b\": \"x\\n\"}, {\"a\u00e9\": null, \"b\": \"y\"}]"
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      Problem problem = problem(ARRAY, Arrays.copyOf(whole, length), PLAIN);
      assertThat(problem.type().status().is4xxClientError()).as("%d bytes", length).isTrue();
    }
  }

  @Test
  void aByteChangedAnywhereIsReadOrRefusedInWords() throws IOException {
    byte[] whole =
        "[{\"a\u00e9\": 1.5e3, \"b\": \"x\\n\"}, {\"a\u00e9\": null, \"b\": \"y\"}]"
            .getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < whole.length; at++) {
      for (int flip : new int[] {1, 2, 0x20, 0x80, 0xFF}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) flip;
        try {
          assertThat(read(ARRAY, changed, PLAIN).rows()).isNotEmpty();
        } catch (ProblemException e) {
          assertThat(e.problems().getFirst().type().status().is4xxClientError()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"a\": 1}]       | true  | false",
        "  [ [1]]           | true  | false",
        "[]                 | true  | false",
        "[                  | true  | false",
        "{\"a\": 1}         | false | true",
        "{ }                | false | true",
        "a,b                | false | false",
        "[1, 2]             | false | false",
        "`[1]\n [\"x\"]`   | false | true",
        "`[1,2]\n3,4`       | false | false",
        "{a,b}              | false | false",
      })
  void recognizesItsTexts(String text, boolean array, boolean lines) {
    byte[] head = text.getBytes(StandardCharsets.UTF_8);
    assertThat(ARRAY.recognizes(head)).isEqualTo(array);
    assertThat(LINES.recognizes(head)).isEqualTo(lines);
  }

  @Test
  void readsMoreRowsThanABatchHolds() throws IOException {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 1000).forEach(i -> text.append("{\"i\": %d}\n".formatted(i % 7)));
    assertThat(read(text.toString(), PLAIN).rows()).hasSize(1000);
  }

  private ReadTable read(String text, UploadOptions options) throws IOException {
    return read(reader(text), bytes(text), options);
  }

  private ReadTable read(DatasetReader reader, byte[] file, UploadOptions options)
      throws IOException {
    return ReadTable.of(reader, file, options, folder, LIMITS);
  }

  private Problem problem(String text, UploadOptions options) {
    return problem(reader(text), bytes(text), options);
  }

  private Problem problem(byte[] file, UploadOptions options) {
    return problem(ARRAY, file, options);
  }

  private Problem problem(DatasetReader reader, byte[] file, UploadOptions options) {
    return catchThrowableOfType(ProblemException.class, () -> read(reader, file, options))
        .problems()
        .getFirst();
  }

  private static DatasetReader reader(String text) {
    return text.startsWith("{") ? LINES : ARRAY;
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static UploadOptions header(Header header) {
    return new UploadOptions(
        "t", null, null, header, UploadOptions.MISSING, Decimal.POINT, Map.of());
  }

  private static UploadOptions choose(ColumnChoice choice) {
    return new UploadOptions(
        "t", null, null, null, UploadOptions.MISSING, Decimal.POINT, Map.of("a", choice));
  }

  private static UploadOptions column1(UploadOptions options) {
    return new UploadOptions(
        "t",
        null,
        null,
        null,
        UploadOptions.MISSING,
        Decimal.POINT,
        Map.of("column1", options.columns().values().iterator().next()));
  }
}

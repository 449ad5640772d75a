package org.trainyard.app.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.ReadTable;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.ColumnChoice;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.dataset.UploadOptions.Decimal;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

class CsvReaderTests {

  private static final DatasetProperties LIMITS =
      new DatasetProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), 1000, 20, 100);
  private static final UploadOptions PLAIN = UploadOptions.named("test");

  @TempDir private Path folder;

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("", ProblemType.DATASET_EMPTY),
        Arguments.of("\n\n", ProblemType.DATASET_EMPTY),
        Arguments.of("\uFEFF", ProblemType.DATASET_EMPTY),
        Arguments.of("a,b\n", ProblemType.DATASET_HEADER_ONLY),
        Arguments.of("a,b\n1,2\n3\n", ProblemType.RAGGED_ROWS),
        Arguments.of("a,A\n1,2\n", ProblemType.DUPLICATE_COLUMNS),
        Arguments.of("a,\n1,2\n", ProblemType.BAD_COLUMN_NAME),
        Arguments.of("a,b\n1,\"2\n3,4\n", ProblemType.CSV_SYNTAX),
        Arguments.of("a,b\n1,\"2\"x\n", ProblemType.CSV_SYNTAX),
        Arguments.of("a,b\n1, \"2\n", ProblemType.CSV_SYNTAX),
        Arguments.of("a,b\n1,1e39\n", ProblemType.VALUE_OUT_OF_RANGE),
        Arguments.of("a,b\n1,-1e400\n", ProblemType.VALUE_OUT_OF_RANGE),
        Arguments.of("a,b\n1,2\u0000\n", ProblemType.TEXT_ENCODING),
        Arguments.of("a\n" + "x".repeat(65_537) + "\n", ProblemType.FIELD_TOO_LARGE),
        Arguments.of("a\n\"" + "x".repeat(600_000) + "\n", ProblemType.FIELD_TOO_LARGE),
        Arguments.of("1,".repeat(20) + "1\n", ProblemType.TOO_MANY_COLUMNS),
        Arguments.of("1,".repeat(100_000) + "1\n", ProblemType.TOO_MANY_COLUMNS),
        Arguments.of("a\n" + "1\n".repeat(1001), ProblemType.TOO_MANY_ROWS));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refuses(String text, ProblemType type) {
    assertThat(problem(text, PLAIN).type()).isEqualTo(type);
  }

  static Stream<Arguments> oddNumbers() {
    return Stream.of(
        Arguments.of("1_000", ProblemType.VALUE_NOT_NUMERIC, "groups"),
        Arguments.of("1 000", ProblemType.VALUE_NOT_NUMERIC, "groups"),
        Arguments.of("1,234.5", ProblemType.VALUE_NOT_NUMERIC, "groups"),
        Arguments.of("1,5", ProblemType.VALUE_NOT_NUMERIC, "decimal=','"),
        Arguments.of("1,500", ProblemType.VALUE_NOT_NUMERIC, "thousands"),
        Arguments.of("Infinity", ProblemType.VALUE_NOT_FINITE, "finite"),
        Arguments.of("-inf", ProblemType.VALUE_NOT_FINITE, "finite"),
        Arguments.of("0x1p3", ProblemType.VALUE_NOT_NUMERIC, "programming"),
        Arguments.of("1d", ProblemType.VALUE_NOT_NUMERIC, "programming"),
        Arguments.of("1f", ProblemType.VALUE_NOT_NUMERIC, "programming"),
        Arguments.of("\uFF11", ProblemType.VALUE_NOT_NUMERIC, "look like"),
        Arguments.of("\u22121", ProblemType.VALUE_NOT_NUMERIC, "look like"),
        Arguments.of("\u00A01", ProblemType.VALUE_NOT_NUMERIC, "look like"),
        Arguments.of("5%", ProblemType.VALUE_NOT_NUMERIC, "unit"),
        Arguments.of("unknown", ProblemType.VALUE_NOT_NUMERIC, "missing="));
  }

  @ParameterizedTest
  @MethodSource("oddNumbers")
  void refusesWhatIsNoNumberAmongNumbers(String odd, ProblemType type, String advice) {
    Problem problem = problem("a;b\n1;2\n" + odd + ";3\n2;4\n", PLAIN);
    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem.members())
        .containsEntry("line", 3L)
        .containsEntry("row", 2L)
        .containsEntry("column", "a");
    assertThat(problem.detail() + problem.members().get("hint"))
        .contains(
            advice,
            odd.contains(",") ? "list \"missing\" of the part options" : "missing=NA,",
            "categorical");
    assertThat(problem.members().get("value")).asString().endsWith(odd.substring(1));
  }

  @ParameterizedTest
  @MethodSource("oddNumbers")
  void refusesAColumnOfNothingButOddNumbers(String odd, ProblemType type, String advice)
      throws IOException {
    String text = "a;b\n" + odd + ";2\n" + odd + ";3\n";
    if (odd.equals("unknown")) {
      assertThat(read(text, PLAIN).columns().getFirst()).isInstanceOf(Column.Categorical.class);
    } else {
      assertThat(problem(text, PLAIN).type()).as(advice).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,5;2,5\n3,1;4,2\n", "a;b\n1,5;2\n2,5;3\n"})
  void refusesDecimalCommasBetweenSemicolonsAndTakesThemWhenTold(String text) throws IOException {
    assertThat(problem(text, PLAIN).type()).isEqualTo(ProblemType.VALUE_NOT_NUMERIC);
    UploadOptions comma =
        new UploadOptions("t", null, null, null, UploadOptions.MISSING, Decimal.COMMA, Map.of());
    Column.Numeric first = (Column.Numeric) read(text, comma).columns().getFirst();
    assertThat(first.min()).isEqualTo(1.5);
  }

  @Test
  void takesAnOddWordAsMissingOrTheColumnAsTextsWhenTold() throws IOException {
    String text = "a,b\n1,2\n-,3\n2,4\n";
    assertThat(((Column.Numeric) read(text, missing("-")).columns().getFirst()).missing())
        .isEqualTo(1);
    Column column =
        read(text, choose(Map.of("a", new ColumnChoice(ColumnType.CATEGORICAL, null))))
            .columns()
            .getFirst();
    assertThat(((Column.Categorical) column).categories())
        .extracting(Column.Category::value)
        .containsExactly("-", "1", "2");
  }

  @Test
  void keepsAColumnOfTextsWithSomeNumbersAndWarns() throws IOException {
    ReadTable table = read("size,n\nS,1\nM,2\n42,3\nL,4\nXL,5\n1e39,6\n", PLAIN);
    assertThat(table.columns().getFirst()).isInstanceOf(Column.Categorical.class);
    assertThat(table.warnings()).extracting(Dataset.Warning::code).containsExactly("mixed");
  }

  @Test
  void takesTicketNumbersWithManyDifferentPrefixesAsTexts() throws IOException {
    StringBuilder text = new StringBuilder("ticket,n\n");
    for (int i = 0; i < 60; i++) {
      text.append(i % 4 == 0 ? "PC " + i : Integer.toString(1000 + i)).append(",1\n");
    }
    assertThat(read(text.toString(), PLAIN).columns().getFirst())
        .isEqualTo(
            new Column.Ignored("ticket", Column.Ignored.Reason.ID, new Column.Counts(0, 60, 0)));
  }

  @Test
  void countsWhatIsInColumnsThatItLeavesOut() throws IOException {
    StringBuilder text = new StringBuilder("id,day,name,nothing,n\n");
    for (int i = 0; i < 900; i++) {
      text.append(i).append(",2024-01-0").append(1 + i % 9).append(',');
      text.append(i % 4 == 0 ? "" : "name" + i).append(",,1\n");
    }
    List<Column.Counts> counts = new ArrayList<>();
    for (Column column : read(text.toString(), PLAIN).columns()) {
      if (column instanceof Column.Ignored ignored && ignored.counts() != null) {
        counts.add(ignored.counts());
      }
    }
    assertThat(counts.get(0).distinct()).isEqualTo(900);
    assertThat(counts.get(1)).isEqualTo(new Column.Counts(0, 9, 0));
    assertThat(counts.get(2).missing()).isEqualTo(225);
    assertThat(counts.get(2).distinctError()).isBetween(0.01, 0.1);
    assertThat((double) counts.get(2).distinct())
        .isCloseTo(675, withinPercentage(100 * counts.get(2).distinctError()));
    assertThat(counts.get(3)).isEqualTo(new Column.Counts(900, 0, 0));
  }

  @Test
  void holdsADeclaredColumnOfNumbersToIt() {
    UploadOptions numeric = choose(Map.of("a", new ColumnChoice(ColumnType.NUMERIC, null)));
    assertThat(problem("a,b\nx,1\ny,2\nz,3\n", numeric).type())
        .isEqualTo(ProblemType.VALUE_NOT_NUMERIC);
  }

  @Test
  void renamesAndLeavesOutColumns() throws IOException {
    ReadTable table =
        read(
            "a,b\n1,2\n3,4\n",
            choose(
                Map.of(
                    "a", new ColumnChoice(ColumnType.IGNORE, null),
                    "b", new ColumnChoice(null, "height"))));
    assertThat(table.columns().getFirst())
        .isEqualTo(new Column.Ignored("a", Column.Ignored.Reason.ASKED));
    assertThat(table.columns().getLast().name()).isEqualTo("height");
    assertThat(table.rows()).containsExactly(List.of(2f), List.of(4f));
  }

  @Test
  void namesTheNearestColumnOfAMisspeltChoice() {
    Problem problem =
        problem("height,b\n1,2\n", choose(Map.of("hieght", new ColumnChoice(null, "x"))));
    assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_FIELD);
    assertThat(problem.members()).containsEntry("field", "/columns/hieght");
    assertThat(problem.detail()).contains("Did you mean 'height'?");
  }

  @Test
  void takesWhatStandsInQuotesAsAValue() throws IOException {
    ReadTable table = read("c,n\n\"NA\",1\nNA,2\n\" x \",3\n y ,4\n, \"5\"\n", PLAIN);
    Column.Categorical column = (Column.Categorical) table.columns().getFirst();
    assertThat(column.missing()).isEqualTo(2);
    assertThat(column.categories())
        .extracting(Column.Category::value)
        .containsExactly(" x ", "NA", "y");
    assertThat(table.rows().getLast()).containsExactly(Float.NaN, 5f);
  }

  @Test
  void findsTypesSeparatorAndHeader() throws IOException {
    ReadTable table = read("height;kind\n1.5;cat\r\n NA ;dog\n2e1;cat", PLAIN);
    assertThat(table.columns()).extracting(Column::name).containsExactly("height", "kind");
    Column.Numeric height = (Column.Numeric) table.columns().getFirst();
    assertThat(height.missing()).isEqualTo(1);
    assertThat(height.max()).isEqualTo(20);
    assertThat(height.mean()).isEqualTo(10.75);
    assertThat(height.standardDeviation()).isEqualTo(9.25);
    assertThat(table.columns().get(1))
        .isEqualTo(
            new Column.Categorical(
                "kind", 0, List.of(new Column.Category("cat", 2), new Column.Category("dog", 1))));
    assertThat(table.warnings()).isEmpty();
  }

  @Test
  void readsColumnsApartByRunsOfBlanksAndKeepsMissingOnesBetweenTabs() throws IOException {
    assertThat(read(" 1  2 3\n4 5   6\n7 8 9 \n", PLAIN).columns()).hasSize(3);
    assertThat(read("a\tb\n1\t\n2\t3\n", PLAIN).rows().getFirst()).containsExactly(1f, Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r"})
  void takesEveryLineEnd(String text) throws IOException {
    assertThat(read(text, PLAIN).rows()).containsExactly(List.of(1f, 2f), List.of(3f, 4f));
  }

  @Test
  void namesLineAndOffsetOfABadByte() {
    byte[] latin = "a,b\n1,2\nn\u00e9,3\n".getBytes(Charset.forName("ISO-8859-1"));
    Problem problem = problem(latin, PLAIN);
    assertThat(problem.type()).isEqualTo(ProblemType.TEXT_ENCODING);
    assertThat(problem.members()).containsEntry("line", 3L).containsEntry("byteOffset", 9L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void namesAnotherUnicodeEncoding(String encoding) {
    Problem problem = problem("a,b\n1,2\n".getBytes(Charset.forName(encoding)), PLAIN);
    assertThat(problem.type()).isEqualTo(ProblemType.TEXT_ENCODING);
    assertThat(problem.members().get("detected")).asString().startsWith(encoding.substring(0, 6));
  }

  @Test
  void namesTheFieldThatIsTooLarge() {
    Problem problem = problem("a,b\n1,2\n3," + "x".repeat(70_000) + "\n", PLAIN);
    assertThat(problem.members()).containsEntry("line", 3L).containsEntry("position", 2);
  }

  @Test
  void warnsOfANumberForANameAndOfIdsBeyondFloatPrecision() throws IOException {
    UploadOptions names =
        new UploadOptions(
            "t", null, null, Header.NAMES, UploadOptions.MISSING, Decimal.POINT, Map.of());
    ReadTable table = read("1,2\n16777217,2\n16777216,3\n9007199254740993,4\n", names);
    assertThat(table.warnings())
        .extracting(Dataset.Warning::code)
        .containsExactlyInAnyOrder("header-looks-like-data", "inexact");
    assertThat(table.warnings().getLast().message()).startsWith("2 whole numbers");
  }

  @Test
  void truncatedAnywhereItIsTakenOrRefusedInWords() throws IOException {
    byte[] whole =
        "name,\u00e4\n\"a \"\"b\"\"\",1.5e3\n\"c\nd\",-2\n".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      try {
        assertThat(read(Arrays.copyOf(whole, length), PLAIN).rows()).isNotEmpty();
      } catch (ProblemException e) {
        assertThat(e.problems().getFirst().type().status().is4xxClientError()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "titanic/titanic_raw.csv",
        "penguins/penguins.csv",
        "auto-mpg/mpg.csv",
        "diamonds/diamonds.csv",
        "linnerud/linnerud_exercise.csv",
        "uci-regression/concrete/data.txt",
        "uci-regression/energy/data.txt",
        "uci-regression/yacht/data.txt"
      })
  void takesRealFilesWithoutOptions(String name) throws IOException {
    Path file = Path.of("../shared/data").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "the real data set is absent: " + file);
    DatasetProperties limits =
        new DatasetProperties(
            DataSize.ofGigabytes(1), DataSize.ofGigabytes(1), 1_000_000, 1000, 10_000);
    ReadTable table =
        ReadTable.of(new CsvReader(limits), Files.readAllBytes(file), PLAIN, folder, limits);
    assertThat(table.columns()).hasSizeGreaterThan(2);
    assertThat(
            table.columns().stream()
                .filter(Column.Ignored.class::isInstance)
                .map(Column::name)
                .toList())
        .isEqualTo(
            switch (name) {
              case "titanic/titanic_raw.csv" -> List.of("name", "ticket", "cabin");
              case "auto-mpg/mpg.csv" -> List.of("name");
              default -> List.of();
            });
  }

  private ReadTable read(String text, UploadOptions options) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), options);
  }

  private ReadTable read(byte[] file, UploadOptions options) throws IOException {
    return ReadTable.of(new CsvReader(LIMITS), file, options, folder, LIMITS);
  }

  private Problem problem(String text, UploadOptions options) {
    return problem(text.getBytes(StandardCharsets.UTF_8), options);
  }

  private Problem problem(byte[] file, UploadOptions options) {
    return catchThrowableOfType(ProblemException.class, () -> read(file, options))
        .problems()
        .getFirst();
  }

  private static UploadOptions missing(String... words) {
    return new UploadOptions("t", null, null, null, Set.of(words), Decimal.POINT, Map.of());
  }

  private static UploadOptions choose(Map<String, ColumnChoice> columns) {
    return new UploadOptions("t", null, null, null, UploadOptions.MISSING, Decimal.POINT, columns);
  }
}

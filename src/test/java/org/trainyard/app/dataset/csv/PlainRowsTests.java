package org.trainyard.app.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.dataset.BatchPipe;
import org.trainyard.app.dataset.text.FieldTexts;
import org.trainyard.app.web.ProblemException;

/** Rows that are cut where they lie are those that FastCSV cuts. */
class PlainRowsTests {

  private static final int MAX_COLUMNS = 8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,2\n",
        "a,b\r\n1,2\r\n\r\n3,4",
        "a,b\r1,2\r\r3,4\r",
        "\uFEFFa,b\n1,2\n",
        "a,\n,\n,",
        "\n\n a , b\t\n\u2003c\u2003,\u00e9\n",
        "\"a\",\"b,c\"\n\"d\r\ne\",\"f\"\n",
        "\"a \"\"b\"\"\",\"\"\n\"\"\"\",\"\"\"x\"\n",
        "a\"b,c\"\n\"\n",
        "a, \"b\"\n1,2\n",
        "\"a\"b,c\n",
        "a,\"b\n1,2\n",
        "1,2,3,4,5,6,7,8\n1,2,3,4,5,6,7,8,9\n",
        "\u0000,\u0001\n\u000b,\u000c\n",
        "a\u001cb,\u001cc\n",
        "\r\n",
        "\"",
        "\"a\"",
        "\"a\",",
        "a,b\n\uFEFFc,d\n"
      })
  void cutsWhatFastCsvCuts(String text) throws IOException {
    assertSame(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesABadByteWhereFastCsvDoes() throws IOException {
    assertSame("a,b\n1,2\nn\u00e9,3\n".getBytes(StandardCharsets.ISO_8859_1));
    assertSame(("x,y\n".repeat(40_000) + "\u00ff\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void cutsAnyTextAsFastCsvDoes() throws IOException {
    String[] pieces = {
      "a", "12.5", ",", ",", ",", "\n", "\r\n", "\r", "\"", "\"\"", " ", "\u00e9", "\u2003", "-",
      "\t"
    };
    for (int seed = 0; seed < 3000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertSame(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void cutsRowsThatReachOverBlocks() throws IOException {
    String[] fields = {
      "", "1.25", "\"a, b\"", "\"x\r\ny\"", "\"say \"\"z\"\"\"", "w\u00f6rter", " v "
    };
    for (int seed = 0; seed < 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      while (text.length() < 3 * FieldBatch.BYTES) {
        for (int column = random.nextInt(MAX_COLUMNS); column > 0; column--) {
          text.append(fields[random.nextInt(fields.length)]).append(',');
        }
        text.append(random.nextInt(500) == 0 ? "x".repeat(60_000) : "1");
        text.append(seed % 2 == 0 ? "\n" : "\r\n");
      }
      assertSame(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void assertSame(byte[] text) throws IOException {
    CsvFile file = new CsvFile(',', MAX_COLUMNS);
    List<String> expected = new ArrayList<>();
    FieldRecorder alone = new FieldRecorder(file, new FieldBatch());
    read(file, PlainRows.Rest.all(new ByteArrayInputStream(text)), alone, expected);
    List<String> rows = new ArrayList<>();
    PlainRows plain = new PlainRows(file, new ByteArrayInputStream(text));
    try (BatchPipe<FieldBatch> pipe =
        BatchPipe.start(
            "rows", FieldBatch::new, FieldBatch::clear, batch -> rows.addAll(texts(batch)))) {
      PlainRows.Rest rest = plain.read(pipe);
      pipe.finish();
      read(file, rest, new FieldRecorder(file, plain.batch()), rows);
    }
    assertThat(rows).as(new String(text, StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  /** The rows, and the problem if there is one. */
  private static void read(
      CsvFile file, PlainRows.Rest rest, FieldRecorder recorder, List<String> rows)
      throws IOException {
    try {
      file.read(
          rest,
          recorder,
          full -> {
            if (full) {
              rows.addAll(texts(recorder.batch()));
              recorder.batch().clear();
            }
          });
      rows.addAll(texts(recorder.batch()));
    } catch (ProblemException e) {
      rows.addAll(texts(recorder.batch()));
      rows.add(e.getMessage() + e.problems().getFirst().members());
    }
  }

  private static List<String> texts(FieldBatch batch) {
    FieldTexts texts = batch.texts();
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      StringBuilder text = new StringBuilder().append(batch.line(row));
      for (int field = batch.firstField(row); field < batch.firstField(row + 1); field++) {
        int start = texts.start(field);
        String raw =
            new String(texts.bytes(), start, texts.end(field) - start, StandardCharsets.UTF_8);
        text.append('|').append(texts.quoting(field)).append(':');
        text.append(texts.hasDoubledQuotes(field) ? raw.replace("\"\"", "\"") : raw);
      }
      if (batch.firstField(row) < batch.firstField(row + 1)) { // an empty line is no row
        rows.add(text.toString());
      }
    }
    return rows;
  }
}

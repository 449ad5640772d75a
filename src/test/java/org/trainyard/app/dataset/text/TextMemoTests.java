package org.trainyard.app.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What fields turned out to be is found by their bytes, and by nothing else. */
class TextMemoTests {

  private static final int LONGEST = 64; // that is remembered

  private final TextMemo memo = new TextMemo();

  @Test
  void findsWhatWasRememberedAndNothingElse() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TextMemo remembered = new TextMemo();
      Map<String, Float> expected = new HashMap<>();
      for (int i = 0; i < 3000; i++) {
        String text = text(random);
        boolean quoted = random.nextBoolean();
        FieldTexts field = quoted ? quoted(text) : bare(text);
        String key = text + quoted;
        assertThat(remembered.find(field, 0))
            .as("seed %d: %s", seed, key)
            .isEqualTo(expected.getOrDefault(key, FieldColumn.UNKNOWN));
        if (!expected.containsKey(key) && text.length() <= LONGEST) {
          remembered.add(field, 0, i);
          expected.put(key, (float) i);
        }
      }
    }
  }

  @Test
  void tellsApartWhatDiffersBeforeTheLastBytes() {
    String end = "the same thirty bytes at the end";
    memo.add(bare("a" + end), 0, 1);
    memo.add(bare("b" + end), 0, 2);
    assertThat(memo.find(bare("a" + end), 0)).isEqualTo(1);
    assertThat(memo.find(bare("b" + end), 0)).isEqualTo(2);
    assertThat(memo.find(bare(end), 0)).isEqualTo(FieldColumn.UNKNOWN);
  }

  @Test
  void remembersThatAFieldIsMissing() {
    memo.add(bare(""), 0, Float.NaN);
    assertThat(memo.find(bare(""), 0)).isNaN();
    assertThat(memo.find(quoted(""), 0)).isEqualTo(FieldColumn.UNKNOWN);
  }

  @Test
  void remembersNoLongText() {
    memo.add(bare("x".repeat(LONGEST + 1)), 0, 1);
    assertThat(memo.find(bare("x".repeat(LONGEST + 1)), 0)).isEqualTo(FieldColumn.UNKNOWN);
  }

  /** Short and long ones of few letters, so that many of them are alike. */
  private static String text(SplittableRandom random) {
    int length = random.nextInt(random.nextInt(4) == 0 ? LONGEST + 3 : 5);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + (i > 3 ? random.nextInt(40) / 39 : random.nextInt(3))));
    }
    return text.toString();
  }

  private static FieldTexts bare(String text) {
    return new FieldTexts(
        bytes(text), new int[] {FieldTexts.BEFORE}, new int[] {FieldTexts.BEFORE + text.length()});
  }

  private static FieldTexts quoted(String text) {
    return new FieldTexts(
        bytes(text), new int[] {~FieldTexts.BEFORE}, new int[] {FieldTexts.BEFORE + text.length()});
  }

  private static byte[] bytes(String text) {
    return ("z".repeat(FieldTexts.BEFORE) + text + "z").getBytes(StandardCharsets.UTF_8);
  }
}

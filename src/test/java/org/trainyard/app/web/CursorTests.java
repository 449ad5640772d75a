package org.trainyard.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

  @Test
  void readsWhatItWrote() {
    Cursor cursor = Cursor.after("1700000000000", "ds_ä");

    assertThat(Cursor.parse(cursor.encode(), 2)).isEqualTo(cursor);
    assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.parse(null, 2).isStart()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "a", "YQ", "YQ==", "////"})
  void refusesGarbage(String cursor) {
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.parse(cursor, 2));
  }

  /** "UzI" and any further character are base64, too: the last key would have become longer. */
  @Test
  void refusesWhatWasCutOrChanged() {
    String cursor = Cursor.after("1700000000000", "job_S2").encode();

    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertRefused(changed);
      assertRefused(cursor + other);
      assertRefused(i == 0 ? "A" : cursor.substring(0, i));
    }
  }

  private static void assertRefused(String cursor) {
    assertThatExceptionOfType(ProblemException.class)
        .as(cursor)
        .isThrownBy(() -> Cursor.parse(cursor, 2));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "200,200", "201,200", "999999999,200", "'',50"})
  void coercesLargeLimits(String limit, int expected) {
    assertThat(Cursor.limit(limit)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "٣", "99999999999"})
  void refusesLimitsThatAreNone(String limit) {
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.limit(limit));
  }
}

package org.trainyard.app.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerCodingTests {

  private static final int LARGE = 1024;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                       | gzip",
        "GZIP                       | gzip",
        "deflate                    | deflate",
        "gzip, deflate              | gzip",
        "deflate, gzip;q=0.5        | deflate",
        "br, gzip;q=0.2, *;q=0      | gzip",
        "*                          | gzip",
        "gzip;q=0, *                | deflate",
        "gzip;q=0                   | ''",
        "gzip;q=many                | ''",
        "identity                   | ''",
        "br;q=1.0                   | ''",
        "''                         | ''",
      })
  void takesWhatTheClientLikesBest(String accepted, String expected) {
    assertThat(AnswerCoding.of(accepted, LARGE).map(AnswerCoding::token).orElse(""))
        .isEqualTo(expected);
  }

  @Test
  void leavesSmallAnswersAsTheyAre() {
    assertThat(AnswerCoding.of("gzip", LARGE - 1)).isEmpty();
    assertThat(AnswerCoding.of(null, LARGE)).isEmpty();
  }
}

package org.trainyard.app.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNumberTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-7",
        "42",
        "1.5",
        "-0.25",
        ".5",
        "5.",
        "-.5",
        "00012",
        "12345678",
        "1234567.8",
        "123456789",
        "12345678.9",
        "1.23456789",
        "0.00000000000001",
        "9007199254740992",
        "9007199254740.92",
        "-1234567890.12345",
        "99999999",
        "0.1",
        "3.14159265358979"
      })
  void readsNumbersToTheLastBit(String text) {
    assertThat(parse(text, '.')).isEqualTo(Double.parseDouble(text));
    assertThat(parse(text.replace('.', ','), ',')).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "+1",
        "--1",
        "1-",
        "1e3",
        "1.2.3",
        "1..2",
        "1,5",
        "NaN",
        "0x1",
        " 1",
        "1 ",
        "1:2",
        "1/2",
        "9007199254740993",
        "900719925474099.2",
        "12345678901234567",
        "1234567.1234567.8",
        "\u0660",
        "1_000",
        "1234567890123p",
        "12345678\u00e9",
        "1\u0000"
      })
  void leavesAllElseToOthers(String text) {
    assertThat(parse(text, '.')).isNaN();
  }

  @Test
  void readsAnyPlainNumberAsJavaDoes() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200_000; i++) {
      int digits = 1 + random.nextInt(15);
      long number = random.nextLong((long) Math.pow(10, digits));
      StringBuilder text =
          new StringBuilder(String.format(Locale.ROOT, "%0" + digits + "d", number));
      if (random.nextBoolean()) {
        text.insert(random.nextInt(digits + 1), '.');
      }
      String signed = random.nextBoolean() ? "-" + text : text.toString();
      assertThat(Double.doubleToRawLongBits(parse(signed, '.')))
          .as(signed)
          .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(signed)));
    }
  }

  /** Other digits stand around the number, which count for nothing. */
  private static double parse(String text, char decimal) {
    byte[] bytes = ("9".repeat(PlainNumber.LONGEST) + text + "9").getBytes(StandardCharsets.UTF_8);
    return PlainNumber.parse(bytes, PlainNumber.LONGEST, bytes.length - 1, decimal);
  }
}

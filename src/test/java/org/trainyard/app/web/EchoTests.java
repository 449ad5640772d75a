package org.trainyard.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTests {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  /** What the echo of the text is that these escapes stand for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u0000b",
        "a\\u000d\\u000a\\u001b",
        "x\\u2028y\\u2029",
        "\\u202elive",
        "a\\u200bb",
        "\\ufeffa",
        "\\ud800a",
        "\\udb40\\udc41",
        "\\ue000"
      })
  void escapesWhatATerminalWouldActOn(String escaped) {
    String input =
        ESCAPE
            .matcher(escaped)
            .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 16)));

    assertThat(Echo.of(input)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain text", "Größe", "名前", "السعر", "😀", "a/b~c"})
  void showsLettersOfAllScripts(String text) {
    assertThat(Echo.of(text)).isEqualTo(text);
  }

  @Test
  void endsAfter64Characters() {
    assertThat(Echo.of("😀".repeat(1000))).isEqualTo("😀".repeat(64) + "…");
  }
}

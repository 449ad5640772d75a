package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are generated hold what their generator writes. */
class GeneratedSourceTests {

  @ParameterizedTest
  @EnumSource
  void tiles(TileGenerator.Kind kind) throws IOException {
    assertThat(code(Files.readString(kind.file()))).isEqualTo(code(TileGenerator.source(kind)));
  }

  @Test
  void activationLoops() throws IOException {
    assertThat(code(Files.readString(ActivationGenerator.FILE)))
        .isEqualTo(code(ActivationGenerator.source()));
  }

  /** What is left of a source file whatever its layout. */
  private static String code(String source) {
    return source.replaceAll("[\\s*]", "");
  }
}

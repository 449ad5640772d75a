package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Files that are generated hold what their generator writes. */
class GeneratedSourceTests {

  @Test
  void tiles() throws IOException {
    assertThat(code(Files.readString(TileGenerator.NN_FILE)))
        .isEqualTo(code(TileGenerator.nnTiles()));
    assertThat(code(Files.readString(TileGenerator.TN_FILE)))
        .isEqualTo(code(TileGenerator.tnTiles()));
    assertThat(code(Files.readString(TileGenerator.PACKED_FILE)))
        .isEqualTo(code(PackedTileGenerator.source()));
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

package org.trainyard.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTests {

  private static final List<String> KNOWN = List.of("epochs", "batchSize", "sgd", "adam", "x1");

  @ParameterizedTest
  @CsvSource({
    "epohcs,epochs",
    "epoch,epochs",
    "batch_size,batchSize",
    "BATCHSIZE,batchSize",
    "sdg,sgd",
    "adma,adam",
    "x2,x1"
  })
  void findsWhatWasMeant(String misspelt, String meant) {
    assertThat(NearestName.of(misspelt, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"''", "yz", "learningRate", "a", "conv2d"})
  void makesNoWildGuess(String name) {
    assertThat(NearestName.of(name, KNOWN)).isEmpty();
  }

  @Test
  void copesWithTextOfAMegabyte() {
    assertThat(NearestName.of("e".repeat(1 << 20), KNOWN)).isEmpty();
  }
}

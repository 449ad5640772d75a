package org.trainyard.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedProductsTests {

  /** Of 512 inputs or outputs, 32 rows; of 2048, 8; of 255, no number of rows. */
  @ParameterizedTest
  @CsvSource({
    "31, 512, 512, false",
    "32, 512, 512, true",
    "32, 512, 4096, true",
    "32, 4096, 511, false",
    "7, 2048, 2048, false",
    "8, 2048, 2048, true",
    "64, 256, 256, true",
    "100000, 255, 4096, false",
    "100000, 4096, 255, false",
    "2147483647, 2147483647, 256, true"
  })
  void payForLargeLayersAndManyRows(int rows, int inputs, int outputs, boolean pay) {
    assertThat(PackedProducts.pay(rows, inputs, outputs)).isEqualTo(pay);
  }

  @Test
  void takeMemoryOnlyWhereTheyPay() {
    LinearMemory few = LinearMemory.of(31, 512, 512, true);
    LinearMemory many = LinearMemory.of(32, 512, 512, true);
    assertThat(few).isEqualTo(RowMajorProducts.memory(512, 512, true));
    assertThat(many).isEqualTo(PackedProducts.memory(512, 512, true));
    assertThat(many.whole()).isGreaterThan(few.whole() + 512 * 512);
  }
}

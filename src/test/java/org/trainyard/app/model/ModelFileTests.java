package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.json.JsonMapper;

class ModelFileTests {

  private static final int HASH_BYTES = 32;
  private static final int DESCRIPTION_AT = 16;

  private final ModelFile format = new ModelFile(JsonMapper.builder().build());
  private final TrainedModel model = SampleModels.classifier(7);
  private final byte[] file = format.encode(model);

  @Test
  void readsWhatItWrote() {
    TrainedModel read = format.decode(file);

    assertThat(read.description()).isEqualTo(model.description());
    assertThat(read.network().weights()).containsExactly(model.network().weights());
  }

  @Test
  void writesTheSameBytesForTheSameModel() {
    assertThat(format.encode(format.decode(file))).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x80, 0xFF})
  void refusesAFileWithAnyByteFlipped(int mask) {
    for (int at = 0; at < file.length; at++) {
      byte[] damaged = file.clone();
      damaged[at] ^= (byte) mask;
      assertRefused(damaged, "byte " + at);
    }
  }

  @Test
  void refusesAFileCutAnywhere() {
    for (int length = 0; length < file.length; length++) {
      assertRefused(Arrays.copyOf(file, length), "cut at " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 32, 1000})
  void refusesAFileThatGoesOn(int more) {
    assertRefused(Arrays.copyOf(file, file.length + more), more + " bytes more");
  }

  /** A wrong file with a right checksum: whatever it says, it is read or refused, no worse. */
  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x02, 0x04, 0x10, 0x40, 0x80, 0xFF})
  void survivesAnyByteFlippedUnderARightChecksum(int mask) {
    for (int at = 0; at < file.length - HASH_BYTES; at++) {
      byte[] forged = file.clone();
      forged[at] ^= (byte) mask;
      decodeOrRefuse(sealed(forged), "byte " + at);
    }
  }

  @Test
  void refusesAFileCutAnywhereUnderARightChecksum() {
    for (int length = HASH_BYTES; length < file.length; length++) {
      assertRefused(sealed(Arrays.copyOf(file, length)), "cut at " + length);
    }
  }

  /** Sizes that would take all memory if they were believed. */
  @ParameterizedTest
  @CsvSource({
    "'\"units\":5', '\"units\":2147483647'",
    "'\"units\":5', '\"units\":9223372036854775807'",
    "'\"units\":5', '\"units\":0'",
    "'\"units\":5,', ''",
    "'\"layers\":[', '\"layers\":[null,'",
    "'\"provenance\":', '\"provenanze\":'",
    "'\"inputs\":[', '\"inputs\":null,\"x\":['",
  })
  void refusesADescriptionThatLies(String truth, String lie) {
    byte[] forged = withDescription(description().replaceFirst(Pattern.quote(truth), lie));

    assertRefused(forged, lie);
  }

  @Test
  void refusesACountOfWeightsThatOverflows() {
    byte[] forged = file.clone();
    ByteBuffer.wrap(forged)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(
            DESCRIPTION_AT + descriptionLength(), (1L << 62) + model.network().parameterCount());

    assertRefused(sealed(forged), "2^62 weights more");
  }

  private void decodeOrRefuse(byte[] bytes, String what) {
    try {
      assertThat(format.decode(bytes)).as(what).isNotNull();
    } catch (CorruptModelException e) {
      assertThat(e).as(what).hasMessageStartingWith("the model file is damaged: ");
    }
  }

  private void assertRefused(byte[] bytes, String what) {
    assertThatExceptionOfType(CorruptModelException.class)
        .as(what)
        .isThrownBy(() -> format.decode(bytes));
  }

  private static byte[] sealed(byte[] bytes) {
    byte[] sealed = bytes.clone();
    byte[] hash = Sha256.newDigest().digest(Arrays.copyOf(bytes, bytes.length - HASH_BYTES));
    System.arraycopy(hash, 0, sealed, bytes.length - HASH_BYTES, HASH_BYTES);
    return sealed;
  }

  private int descriptionLength() {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
  }

  private String description() {
    return new String(file, DESCRIPTION_AT, descriptionLength(), StandardCharsets.UTF_8);
  }

  private byte[] withDescription(String description) {
    byte[] text = description.getBytes(StandardCharsets.UTF_8);
    int rest = DESCRIPTION_AT + descriptionLength();
    ByteBuffer forged =
        ByteBuffer.allocate(DESCRIPTION_AT + text.length + file.length - rest)
            .order(ByteOrder.LITTLE_ENDIAN);
    forged.put(file, 0, 12).putInt(text.length).put(text).put(file, rest, file.length - rest);
    return sealed(forged.array());
  }
}

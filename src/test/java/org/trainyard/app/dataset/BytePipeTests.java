package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePipeTests {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 18, (1 << 18) + 1, 5_000_000})
  void passesAllBytesOn(int size) throws IOException {
    byte[] bytes = bytes(size);
    BytePipe.read(
        "test",
        new ByteArrayInputStream(bytes),
        in -> {
          assertThat(in.readAllBytes()).isEqualTo(bytes);
          assertThat(in.read()).isEqualTo(-1);
        });
  }

  @Test
  void failsBehindTheBytesThatWereReceived() {
    byte[] bytes = bytes(300_000);
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("broken off");
          }
        };
    assertThatThrownBy(() ->
            BytePipe.read(
                "test",
                new SequenceInputStream(new ByteArrayInputStream(bytes), broken),
                in -> {
                  assertThat(in.readNBytes(300_000)).isEqualTo(bytes);
                  in.transferTo(OutputStream.nullOutputStream());
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken off");
  }

  @Test
  void stopsReceivingWhenTheReaderFails() {
    InputStream endless =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] target, int offset, int length) {
            return length;
          }
        };
    assertThatThrownBy(() ->
            BytePipe.read(
                "test",
                endless,
                in -> {
                  in.readNBytes(10);
                  throw new IllegalArgumentException("a bad row");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bad row");
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}

package org.trainyard.app.protocol.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements as bytes: little-endian, without padding; a text is its length (uint32) and its UTF-8.
 *
 * <p>Every length is a claim of the client and is checked before anything is allocated for it.
 */
final class BinaryData {

  private BinaryData() {}

  /**
   * Reads all elements.
   *
   * @param count how many the shape says
   * @throws org.trainyard.app.web.ProblemException if the bytes are not just these
   */
  static TensorValues read(DataType type, long count, ByteBuffer bytes, String tensor) {
    ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (type == DataType.BYTES) {
      return texts(in, count, tensor);
    }
    if (count * type.size() != in.remaining()) {
      throw Mistakes.request(
          "'%s' has %d bytes; its shape needs %d elements of %d bytes."
              .formatted(tensor, in.remaining(), count, type.size()));
    }
    if (type == DataType.FP32) {
      return new TensorValues.Numbers(in.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    }
    float[] values = new float[(int) count];
    read(type, in, values);
    return TensorValues.Numbers.of(values);
  }

  private static void read(DataType type, ByteBuffer in, float[] values) {
    switch (type) {
      case FP64 -> fill(values, () -> (float) in.getDouble());
      case FP16 -> fill(values, () -> Float.float16ToFloat(in.getShort()));
      case BF16 -> fill(values, () -> Float.intBitsToFloat(in.getShort() << 16));
      case BOOL -> fill(values, () -> in.get() == 0 ? 0 : 1);
      case INT8 -> fill(values, in::get);
      case UINT8 -> fill(values, () -> Byte.toUnsignedInt(in.get()));
      case INT16 -> fill(values, in::getShort);
      case UINT16 -> fill(values, () -> Short.toUnsignedInt(in.getShort()));
      case INT32 -> fill(values, () -> (float) (double) in.getInt());
      case UINT32 -> fill(values, () -> (float) (double) Integer.toUnsignedLong(in.getInt()));
      case INT64 -> fill(values, () -> (float) (double) in.getLong());
      case UINT64 -> fill(values, () -> unsigned(in.getLong()));
      case FP32, BYTES -> throw new IllegalArgumentException(type + " is read elsewhere");
    }
  }

  /** The next element. */
  @FunctionalInterface
  private interface Element {
    float next();
  }

  private static void fill(float[] values, Element element) {
    for (int i = 0; i < values.length; i++) {
      values[i] = element.next();
    }
  }

  private static float unsigned(long bits) {
    double half = bits >>> 1;
    return (float) (2 * half + (bits & 1));
  }

  private static TensorValues.Texts texts(ByteBuffer in, long count, String tensor) {
    List<@Nullable String> texts = new ArrayList<>();
    while (in.hasRemaining()) {
      if (in.remaining() < Integer.BYTES) {
        throw Mistakes.request("'%s' ends within the length of a text.".formatted(tensor));
      }
      long length = Integer.toUnsignedLong(in.getInt());
      if (length > in.remaining()) {
        throw Mistakes.request(
            "'%s' has a text of %d bytes where %d are left."
                .formatted(tensor, length, in.remaining()));
      }
      texts.add(text(in.slice(in.position(), (int) length), tensor));
      in.position(in.position() + (int) length);
    }
    if (texts.size() != count) {
      throw Mistakes.request(
          "'%s' has %d texts; its shape needs %d.".formatted(tensor, texts.size(), count));
    }
    return new TensorValues.Texts(texts);
  }

  private static String text(ByteBuffer bytes, String tensor) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      throw Mistakes.request("'%s' has a text that is not UTF-8.".formatted(tensor));
    }
  }

  /** Writes numbers as FP32. */
  static byte[] ofNumbers(FloatBuffer values) {
    ByteBuffer out =
        ByteBuffer.allocate(Math.multiplyExact(values.capacity(), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(0, values, 0, values.capacity());
    return out.array();
  }

  /** Writes texts. */
  static byte[] ofTexts(List<String> texts) {
    List<byte[]> encoded =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    int size = encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    encoded.forEach(text -> out.putInt(text.length).put(text));
    return out.array();
  }
}

package org.trainyard.app.protocol.oip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Echo;

/** An input as its JSON says, before it has its values. */
final class InputDraft {

  private static final int MAX_RANK = 32;

  @Nullable String name;
  @Nullable DataType type;
  @Nullable List<Integer> shape;
  @Nullable JsonData data;
  @Nullable Long binarySize;

  /**
   * The input with its values.
   *
   * @param tail the bytes after the JSON; those of this input are taken from its beginning
   */
  InputTensor complete(ByteBuffer tail) {
    if (name == null || type == null || shape == null) {
      throw Mistakes.request("An input needs 'name', 'shape' and 'datatype'.");
    }
    String shown = Echo.of(name);
    if ((data == null) == (binarySize == null)) {
      throw Mistakes.request(
          "'%s' needs exactly one of 'data' and 'parameters.binary_data_size'; %s."
              .formatted(shown, data == null ? "it has none" : "it has both"));
    }
    long count = count(shape, shown);
    TensorValues values =
        data == null
            ? BinaryData.read(type, count, slice(tail, shown), shown)
            : data.as(type, shown);
    if (values.count() != count) {
      throw Mistakes.request(
          "'%s' has %d elements; its shape %s needs %d."
              .formatted(shown, values.count(), shape, count));
    }
    return new InputTensor(name, type, shape, values);
  }

  private ByteBuffer slice(ByteBuffer tail, String shown) {
    long size = binarySize == null ? 0 : binarySize;
    if (size < 0 || size > tail.remaining()) {
      throw Mistakes.request(
          "'%s' has a binary_data_size of %d where %d bytes are left."
              .formatted(shown, size, tail.remaining()));
    }
    ByteBuffer bytes = tail.slice(tail.position(), (int) size);
    tail.position(tail.position() + (int) size);
    return bytes;
  }

  /** How many elements a shape has; no more than an array can hold. */
  static long count(List<Integer> shape, String tensor) {
    long count = 1;
    for (int length : shape) {
      count *= length; // less than 2^31 times less than 2^31
      if (count > Integer.MAX_VALUE) {
        throw Mistakes.request("The shape %s of '%s' is too large.".formatted(shape, tensor));
      }
    }
    return count;
  }

  /** A shape of what JSON says, none of its lengths negative. */
  static List<Integer> shape(List<Long> lengths) {
    if (lengths.size() > MAX_RANK) {
      throw Mistakes.request("A shape has at most %d dimensions.".formatted(MAX_RANK));
    }
    List<Integer> shape = new ArrayList<>();
    for (long length : lengths) {
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw Mistakes.request(
            "A shape holds lengths from 0 to %d, got %d.".formatted(Integer.MAX_VALUE, length));
      }
      shape.add((int) length);
    }
    return shape;
  }
}

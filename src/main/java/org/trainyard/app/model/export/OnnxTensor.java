package org.trainyard.app.model.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor that is part of the model; the numbers are those of {@code TensorProto} in onnx.proto.
 *
 * @param message without its name, which the graph gives
 */
record OnnxTensor(ProtoMessage message) {

  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int TEXTS = 6;
  private static final int NAME = 8;
  private static final int RAW = 9;

  /** Types of elements. */
  enum Type {
    FLOAT(1),
    INT64(7),
    STRING(8);

    final int number;

    Type(int number) {
      this.number = number;
    }
  }

  /**
   * Numbers in row-major order.
   *
   * @param shape its product is their count
   */
  static OnnxTensor floats(float[] values, int... shape) {
    byte[] bytes = new byte[Math.multiplyExact(4, values.length)];
    littleEndian(bytes).asFloatBuffer().put(values);
    return new OnnxTensor(head(Type.FLOAT, shape).bytes(RAW, wrapped(bytes)));
  }

  /** Whole numbers; no shape makes a scalar. */
  static OnnxTensor integers(long[] values, int... shape) {
    byte[] bytes = new byte[Math.multiplyExact(8, values.length)];
    littleEndian(bytes).asLongBuffer().put(values);
    return new OnnxTensor(head(Type.INT64, shape).bytes(RAW, wrapped(bytes)));
  }

  static OnnxTensor texts(List<String> values) {
    ProtoMessage message = head(Type.STRING, values.size());
    for (String value : values) {
      message.text(TEXTS, value);
    }
    return new OnnxTensor(message);
  }

  ProtoMessage named(String name) {
    return message.text(NAME, name);
  }

  private static ProtoMessage head(Type type, int... shape) {
    ProtoMessage message = new ProtoMessage();
    for (int size : shape) {
      message.number(DIMENSIONS, size);
    }
    return message.number(TYPE, type.number);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteString wrapped(byte[] bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}

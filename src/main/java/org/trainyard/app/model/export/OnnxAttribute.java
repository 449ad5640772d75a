package org.trainyard.app.model.export;

import java.util.List;

/** An attribute of a node; the numbers are those of {@code AttributeProto} in onnx.proto. */
record OnnxAttribute(ProtoMessage message) {

  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int INTS = 8;
  private static final int STRINGS = 9;
  private static final int TYPE = 20;

  static OnnxAttribute real(String name, double value) {
    return of(name, 1, new ProtoMessage().real(FLOAT, (float) value));
  }

  static OnnxAttribute integer(String name, long value) {
    return of(name, 2, new ProtoMessage().number(INT, value));
  }

  static OnnxAttribute integers(String name, long... values) {
    ProtoMessage message = new ProtoMessage();
    for (long value : values) {
      message.number(INTS, value);
    }
    return of(name, 7, message);
  }

  static OnnxAttribute texts(String name, List<String> values) {
    ProtoMessage message = new ProtoMessage();
    for (String value : values) {
      message.text(STRINGS, value);
    }
    return of(name, 8, message);
  }

  private static OnnxAttribute of(String name, int type, ProtoMessage value) {
    return new OnnxAttribute(value.text(NAME, name).number(TYPE, type));
  }
}

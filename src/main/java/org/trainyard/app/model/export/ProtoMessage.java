package org.trainyard.app.model.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message of Protocol Buffers that grows field by field. Messages inside are linked, not copied,
 * so that weights are in memory once until the whole is written.
 */
final class ProtoMessage {

  private static final int SCALAR_BYTES = 20; // a tag and a number of 64 bits

  private ByteString bytes = ByteString.EMPTY;

  ProtoMessage number(int field, long value) {
    return add(out -> out.writeInt64(field, value));
  }

  ProtoMessage real(int field, float value) {
    return add(out -> out.writeFloat(field, value));
  }

  ProtoMessage text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.bytes);
  }

  ProtoMessage bytes(int field, ByteString value) {
    add(out -> {
      out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(value.size());
    });
    bytes = bytes.concat(value);
    return this;
  }

  /** Adds all fields of another message. */
  ProtoMessage append(ProtoMessage fields) {
    bytes = bytes.concat(fields.bytes);
    return this;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private ProtoMessage add(Scalar scalar) {
    byte[] buffer = new byte[SCALAR_BYTES];
    CodedOutputStream out = CodedOutputStream.newInstance(buffer);
    try {
      scalar.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    bytes = bytes.concat(ByteString.copyFrom(buffer, 0, out.getTotalBytesWritten()));
    return this;
  }

  private interface Scalar {
    void write(CodedOutputStream out) throws IOException;
  }
}

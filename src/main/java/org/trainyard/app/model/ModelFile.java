package org.trainyard.app.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.trainyard.app.storage.Sha256;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The format of a {@code .trainyard} file, version 1.
 *
 * <pre>
 * 8 bytes   "TRAINYRD"
 * 4 bytes   format version, 1
 * 4 bytes   length of the description in bytes
 * n bytes   the description, JSON in UTF-8 ({@link ModelDescription})
 * 8 bytes   number of weights
 * 4 bytes each, the weights as float32, layer by layer; of a linear layer first the weights
 *           (inputs, units), row-major, then the biases (units); of a normalization layer scale and
 *           shift, then, of batch normalization, the running mean and variance
 * 32 bytes  SHA-256 of everything before
 * </pre>
 *
 * All numbers are little-endian. Every size is checked against the bytes that are there before
 * memory is taken for it.
 */
final class ModelFile {

  private static final byte[] MAGIC = "TRAINYRD".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int FIXED_BYTES = MAGIC.length + 4 + 4 + 8 + HASH_BYTES;

  private final JsonMapper json;

  ModelFile(JsonMapper json) {
    this.json = json;
  }

  /** The whole file in memory; a model of n weights takes 4 n bytes and its description. */
  byte[] encode(TrainedModel model) {
    byte[] description = json.writeValueAsBytes(model.description());
    float[] weights = model.network().weights();
    int size = Math.toIntExact(FIXED_BYTES + description.length + 4L * weights.length);
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putInt(VERSION).putInt(description.length).put(description);
    file.putLong(weights.length);
    putWeights(file, weights);
    MessageDigest digest = Sha256.newDigest();
    digest.update(file.array(), 0, file.position());
    file.put(digest.digest());
    return file.array();
  }

  /** Whether a file says that it is of this format. */
  static boolean isOne(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads a file.
   *
   * @throws CorruptModelException if a byte is not what it should be
   */
  TrainedModel decode(byte[] bytes) {
    if (bytes.length < FIXED_BYTES) {
      throw new CorruptModelException("it has only %d bytes".formatted(bytes.length));
    }
    if (!isOne(bytes)) {
      throw new CorruptModelException("it does not begin with TRAINYRD");
    }
    checkHash(bytes);
    ByteBuffer file = ByteBuffer.wrap(bytes, 0, bytes.length - HASH_BYTES);
    file.order(ByteOrder.LITTLE_ENDIAN);
    checkVersion(file.position(MAGIC.length));
    ModelDescription description = readDescription(file);
    NetworkSpec spec = spec(description);
    DescriptionCheck.require(description, spec);
    float[] weights = readWeights(file, weightCount(spec));
    return new TrainedModel(description, Network.of(spec, weights));
  }

  /** SHA-256 of the weights alone, in lower-case hexadecimal. */
  static String weightsSha256(Network network) {
    float[] weights = network.weights();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(4, weights.length)).order(ByteOrder.LITTLE_ENDIAN);
    putWeights(bytes, weights);
    return HexFormat.of().formatHex(Sha256.newDigest().digest(bytes.array()));
  }

  private static void putWeights(ByteBuffer target, float[] weights) {
    target.asFloatBuffer().put(weights);
    target.position(target.position() + 4 * weights.length);
  }

  private static void checkHash(byte[] bytes) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes, 0, bytes.length - HASH_BYTES);
    ByteBuffer stored = ByteBuffer.wrap(bytes, bytes.length - HASH_BYTES, HASH_BYTES);
    if (!ByteBuffer.wrap(digest.digest()).equals(stored)) {
      throw new CorruptModelException("its checksum does not fit");
    }
  }

  private static void checkVersion(ByteBuffer file) {
    int version = file.getInt();
    if (version != VERSION) {
      throw new CorruptModelException("its format version is " + version + ", not " + VERSION);
    }
  }

  private ModelDescription readDescription(ByteBuffer file) {
    int length = file.getInt();
    if (length < 0 || length > file.remaining() - 8) {
      throw new CorruptModelException("its description claims %d bytes".formatted(length));
    }
    byte[] description = new byte[length];
    file.get(description);
    try {
      return json.readValue(description, ModelDescription.class);
    } catch (JacksonException e) {
      throw new CorruptModelException("its description cannot be read", e);
    }
  }

  private static NetworkSpec spec(ModelDescription description) {
    try {
      return description.networkSpec();
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new CorruptModelException("its layers make no network", e);
    }
  }

  /** How many weights a network has, before any memory is taken for them. */
  private static long weightCount(NetworkSpec spec) {
    try {
      return spec.weightCount();
    } catch (ArithmeticException e) {
      throw new CorruptModelException("its layers have too many weights to count", e);
    }
  }

  private static float[] readWeights(ByteBuffer file, long expected) {
    long count = file.getLong();
    if (count != expected || file.remaining() % 4 != 0 || count != file.remaining() / 4) {
      throw new CorruptModelException(
          "it claims %d weights, its layers have %d, its bytes hold %d"
              .formatted(count, expected, file.remaining() / 4));
    }
    float[] weights = new float[file.remaining() / 4];
    file.asFloatBuffer().get(weights);
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new CorruptModelException("its weight %d is not finite".formatted(i));
      }
    }
    return weights;
  }
}

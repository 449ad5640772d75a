package org.trainyard.app.model.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The weights of a model in the format of safetensors, under the names of the {@code state_dict} of
 * the equivalent {@code torch.nn.Sequential}, which stands as {@code sequential} in the metadata.
 * Preprocessing is not part of it.
 *
 * <pre>
 * 8 bytes   length of the head in bytes
 * n bytes   the head, JSON padded with spaces to a multiple of 8: type, shape and place of each tensor
 * then the tensors, row-major
 * </pre>
 *
 * All numbers are little-endian. The bytes are those that the reference library writes: tensors of
 * wider types come first, then in the order of their names.
 */
final class SafetensorsFile {

  private static final int ALIGNMENT = 8;

  private SafetensorsFile() {}

  /** The bytes of the file, the same for the same model. */
  static byte[] of(TrainedModel model, JsonMapper json) {
    List<Tensor> tensors = tensors(model.network());
    byte[] head = head(model.network(), tensors, json);
    int padded = (head.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    long size = 8L + padded + tensors.stream().mapToLong(Tensor::size).sum();
    ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(padded).put(head);
    file.put(" ".repeat(padded - head.length).getBytes(StandardCharsets.US_ASCII));
    for (Tensor tensor : tensors) {
      tensor.write(file);
    }
    return file.array();
  }

  private static byte[] head(Network network, List<Tensor> tensors, JsonMapper json) {
    Map<String, Object> head = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", "pt");
    metadata.put("sequential", SequentialCode.of(network.spec()));
    head.put("__metadata__", metadata);
    long at = 0;
    for (Tensor tensor : tensors) {
      head.put(
          tensor.name(), new Place(tensor.type(), tensor.shape(), List.of(at, at + tensor.size())));
      at += tensor.size();
    }
    return json.writeValueAsBytes(head);
  }

  /** A line of the head. */
  private record Place(
      String dtype, List<Integer> shape, @JsonProperty("data_offsets") List<Long> offsets) {}

  private static List<Tensor> tensors(Network network) {
    List<Tensor> tensors = new ArrayList<>();
    for (Parameter parameter : network.state()) {
      tensors.add(new Floats(parameter));
    }
    List<LayerSpec> layers = network.spec().layers();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof LayerSpec.BatchNorm) {
        tensors.add(new BatchCount(i + ".num_batches_tracked"));
      }
    }
    tensors.sort(Comparator.comparing(Tensor::type).reversed().thenComparing(Tensor::name));
    return tensors;
  }

  private sealed interface Tensor {

    String name();

    String type();

    List<Integer> shape();

    /** In bytes. */
    long size();

    void write(ByteBuffer file);
  }

  /** PyTorch has the weights of a linear layer as (units, inputs). */
  private record Floats(Parameter parameter) implements Tensor {

    @Override
    public String name() {
      return parameter.name();
    }

    @Override
    public String type() {
      return "F32";
    }

    @Override
    public List<Integer> shape() {
      Matrix value = parameter.value();
      return switch (parameter.role()) {
        case WEIGHT -> List.of(value.columns(), value.rows());
        case BIAS, SCALE, BUFFER -> List.of(value.columns());
      };
    }

    @Override
    public long size() {
      return 4L * parameter.size();
    }

    @Override
    public void write(ByteBuffer file) {
      float[] values = RowMajor.transposed(parameter.value());
      file.asFloatBuffer().put(values);
      file.position(file.position() + 4 * values.length);
    }
  }

  /** PyTorch counts minibatches and uses the count only where a layer's momentum is None. */
  private record BatchCount(String name) implements Tensor {

    @Override
    public String type() {
      return "I64";
    }

    @Override
    public List<Integer> shape() {
      return List.of();
    }

    @Override
    public long size() {
      return 8;
    }

    @Override
    public void write(ByteBuffer file) {
      file.putLong(0);
    }
  }
}

package org.trainyard.app.model.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.model.ModelInput;

/** ONNX Runtime, fed with raw rows. */
final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxSession(byte[] file) throws OrtException {
    this.session = environment.createSession(file);
  }

  List<String> inputs() {
    return List.copyOf(session.getInputNames());
  }

  /** All outputs of raw rows, by their names. */
  Map<String, Object> run(List<ModelInput> columns, float[][] rows) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    OnnxNames names = new OnnxNames(columns);
    int at = 0;
    for (ModelInput column : columns) {
      tensors.put(names.input(column.name()), tensor(column, rows, at));
      at += column.rawWidth();
    }
    Map<String, Object> values = new HashMap<>();
    try (OrtSession.Result result = session.run(tensors)) {
      for (var entry : result) {
        values.put(entry.getKey(), entry.getValue().getValue());
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
    return values;
  }

  private OnnxTensor tensor(ModelInput column, float[][] rows, int at) throws OrtException {
    return switch (column) {
      case ModelInput.Numeric numeric -> {
        FloatBuffer values = FloatBuffer.allocate(rows.length * numeric.rawWidth());
        for (float[] row : rows) {
          values.put(row, at, numeric.rawWidth());
        }
        yield OnnxTensor.createTensor(environment, values.flip(), shape(numeric, rows.length));
      }
      case ModelInput.Categorical(_, List<String> categories) -> {
        String[] texts = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
          int category = (int) rows[i][at];
          texts[i] = category < 0 ? "" : categories.get(category);
        }
        yield OnnxTensor.createTensor(environment, texts, new long[] {rows.length, 1});
      }
    };
  }

  private static long[] shape(ModelInput.Numeric column, int rows) {
    List<Integer> inner = column.shape().isEmpty() ? List.of(1) : column.shape();
    long[] shape = new long[inner.size() + 1];
    shape[0] = rows;
    for (int i = 0; i < inner.size(); i++) {
      shape[i + 1] = inner.get(i);
    }
    return shape;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}

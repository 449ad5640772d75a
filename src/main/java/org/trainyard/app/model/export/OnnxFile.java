package org.trainyard.app.model.export;

import org.trainyard.app.model.ModelDescription;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.TrainedModel;

/**
 * A model in the format of ONNX, with its preprocessing: raw columns in, {@code label} {@code
 * (rows)} and {@code probabilities} {@code (rows, labels)} out, or {@code value} {@code (rows,
 * targets)} in the targets' units. Operator set 20 and version 3 of the operators of machine
 * learning; the numbers of fields are those of {@code ModelProto} in onnx.proto.
 *
 * <p>A column that has the name of an output is called {@code <name>_input}. A missing number is
 * NaN; under the rule {@code reject} it makes the outputs NaN instead of a refusal.
 */
final class OnnxFile {

  private static final int IR_VERSION = 9;
  private static final int OPERATORS = 20;
  private static final int ML_OPERATORS = 3;

  private OnnxFile() {}

  /** The bytes of the file, the same for the same model. */
  static byte[] of(ModelVersion version, TrainedModel model) {
    ModelDescription description = model.description();
    OnnxNames names = new OnnxNames(description.inputs());
    OnnxGraph graph = new OnnxGraph(names.all());
    String inputs = OnnxPreprocessing.add(graph, names, description.inputs());
    String outputs = OnnxNetwork.add(graph, inputs, model.network());
    OnnxHead.add(graph, outputs, description.output());
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "Trainyard")
        .text(3, description.provenance().engineVersion())
        .number(5, version.version())
        .message(7, graph.message(version.name()))
        .message(8, operators("", OPERATORS))
        .message(8, operators(OnnxGraph.ML_DOMAIN, ML_OPERATORS))
        .message(14, property("job", description.provenance().job()))
        .message(14, property("datasetSha256", description.provenance().datasetSha256()))
        .message(14, property("weightsSha256", version.weightsSha256()))
        .toByteArray();
  }

  private static ProtoMessage operators(String domain, int version) {
    return new ProtoMessage().text(1, domain).number(2, version);
  }

  private static ProtoMessage property(String key, String value) {
    return new ProtoMessage().text(1, key).text(2, value);
  }
}

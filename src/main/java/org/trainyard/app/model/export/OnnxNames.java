package org.trainyard.app.model.export;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trainyard.app.model.ModelInput;

/** Names of a model's inputs and outputs in ONNX, where all of them must differ. */
final class OnnxNames {

  static final String LABEL = "label";
  static final String PROBABILITIES = "probabilities";
  static final String VALUE = "value";

  private static final Set<String> OUTPUTS = Set.of(LABEL, PROBABILITIES, VALUE);

  private final Set<String> columns;

  OnnxNames(List<ModelInput> inputs) {
    this.columns = inputs.stream().map(ModelInput::name).collect(Collectors.toUnmodifiableSet());
  }

  /** The name of a column; one that is called as an output gets {@code _input} at its end. */
  String input(String column) {
    String name = column;
    while (OUTPUTS.contains(name) || (!name.equals(column) && columns.contains(name))) {
      name += "_input";
    }
    return name;
  }

  /** All of them. */
  Set<String> all() {
    return Stream.concat(columns.stream().map(this::input), OUTPUTS.stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}

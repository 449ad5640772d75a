package org.trainyard.app.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.JsonPointer;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;

/**
 * Reads the rows of a predict request: by column name, or in the order of the schema.
 *
 * <p>All or nothing: the first value that does not fit refuses the whole request and names its
 * place. Immutable.
 */
final class InstanceReader {

  private static final int SHOWN = 20;

  private final List<InputReader> inputs;
  private final List<String> names;
  private final Map<String, InputReader> byName;
  private final int rawWidth;
  private final PlainInstances plain;
  private final String targets;

  InstanceReader(ModelDescription description) {
    List<InputReader> readers = new ArrayList<>();
    int offset = 0;
    for (ModelInput input : description.inputs()) {
      readers.add(InputReader.of(input, offset));
      offset += input.rawWidth();
    }
    this.inputs = List.copyOf(readers);
    this.names = inputs.stream().map(InputReader::name).toList();
    this.byName =
        inputs.stream()
            .collect(Collectors.toUnmodifiableMap(InputReader::name, Function.identity()));
    this.rawWidth = offset;
    this.plain = new PlainInstances(inputs, rawWidth);
    this.targets = targetNames(description.output());
  }

  /** Reads the rows of {@code instances}; pointers in problems begin with {@code /instances}. */
  List<Instance> read(List<JsonNode> instances) {
    List<Instance> rows = new ArrayList<>(instances.size());
    for (int i = 0; i < instances.size(); i++) {
      rows.add(read(instances.get(i), "/instances/" + i));
    }
    return rows;
  }

  /** Reads one row, which stands at that place of the request. */
  Instance read(JsonNode instance, String pointer) {
    float[] raw = new float[rawWidth];
    if (instance.isObject()) {
      readByName(instance, pointer, raw);
    } else if (instance.isArray()) {
      readInOrder(instance, pointer, raw);
    } else {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "An instance is an object (by column name) or an array (in the order of the columns).")
          .field(pointer)
          .toException();
    }
    return instance(raw);
  }

  /**
   * Reads a whole body, if it is of the plain form.
   *
   * @param maxRows more are not plain
   */
  Optional<List<Instance>> readPlain(byte[] body, int maxRows) {
    return plain.read(body, maxRows).map(rows -> rows.stream().map(this::instance).toList());
  }

  private Instance instance(float[] raw) {
    List<String> warnings = new ArrayList<>(0);
    for (InputReader input : inputs) {
      input.warn(raw, warnings);
    }
    return new Instance(raw, List.copyOf(warnings));
  }

  private void readByName(JsonNode instance, String pointer, float[] raw) {
    requireNames(instance.propertyNames(), pointer);
    for (InputReader input : inputs) {
      input.read(instance.get(input.name()), pointer + "/" + JsonPointer.token(input.name()), raw);
    }
  }

  /** Whether these are the columns, in any order. */
  void requireNames(Collection<String> given, String pointer) {
    for (String name : given) {
      if (!byName.containsKey(name)) {
        throw unknown(name, pointer);
      }
    }
    if (given.size() < names.size()) {
      List<String> absent = names.stream().filter(name -> !given.contains(name)).toList();
      throw Problem.of(
              ProblemType.SCHEMA_MISMATCH,
              "The instance lacks %s; send null where a value is missing.".formatted(shown(absent)))
          .field(pointer)
          .with("expected", names.stream().limit(SHOWN).toList())
          .toException();
    }
  }

  /** The columns in their order. */
  List<InputReader> inputs() {
    return inputs;
  }

  private void readInOrder(JsonNode instance, String pointer, float[] raw) {
    if (inputs.size() == 1 && instance.size() == rawWidth) {
      inputs
          .getFirst()
          .read(inputs.getFirst().isShaped() ? instance : instance.get(0), pointer, raw);
      return;
    }
    if (instance.size() != inputs.size()) {
      throw Problem.of(
              ProblemType.SCHEMA_MISMATCH,
              "The model reads %d columns, in this order: %s; the instance has %d."
                  .formatted(inputs.size(), shown(names), instance.size()))
          .field(pointer)
          .with("expected", names.stream().limit(SHOWN).toList())
          .toException();
    }
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).read(instance.get(i), pointer + "/" + i, raw);
    }
  }

  private RuntimeException unknown(String name, String pointer) {
    String hint =
        targets.contains("'" + name + "'")
            ? " It is what the model predicts: leave it out."
            : NearestName.of(name, names)
                .map(near -> " Did you mean '%s'?".formatted(near))
                .orElse("");
    return Problem.of(
            ProblemType.SCHEMA_MISMATCH,
            "The model has no input '%s'.%s".formatted(Echo.of(name), hint))
        .field(pointer + "/" + JsonPointer.token(name))
        .with("expected", names.stream().limit(SHOWN).toList())
        .toException();
  }

  /** The first names, since a model may have thousands. */
  private static String shown(List<String> names) {
    String first = names.stream().limit(SHOWN).map(Echo::of).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : "%s and %d more".formatted(first, names.size() - SHOWN);
  }

  private static String targetNames(ModelOutput output) {
    return switch (output) {
      case ModelOutput.Classification classification -> "'" + classification.target() + "'";
      case ModelOutput.Regression regression ->
          regression.targets().stream()
              .map(target -> "'" + target.name() + "'")
              .collect(Collectors.joining(" "));
    };
  }
}

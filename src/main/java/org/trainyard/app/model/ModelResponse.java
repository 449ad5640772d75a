package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Located;

/** A version of a model as the API shows it. */
public record ModelResponse(
    String name,
    int version,
    Instant createdAt,
    List<Input> inputs,
    ModelOutput output,
    NetworkResponse network,
    Map<String, Double> metrics,
    ModelDescription.Provenance provenance,
    String weightsSha256,
    long bytes,
    List<Integer> versions)
    implements Located {

  /** An input as a client needs to know it to fill it in. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Input(
      String name,
      Type type,
      @Nullable List<Integer> shape,
      @Nullable List<String> categories,
      @Nullable Float minimum,
      @Nullable Float maximum,
      ModelInput.@Nullable MissingPolicy missing) {

    static Input of(ModelInput input) {
      return switch (input) {
        case ModelInput.Numeric(var name, var shape, var values, var missing, _) ->
            new Input(
                name,
                Type.NUMERIC,
                shape.isEmpty() ? null : shape,
                null,
                (float) values.stream().mapToDouble(ModelInput.Scaling::minimum).min().orElse(0),
                (float) values.stream().mapToDouble(ModelInput.Scaling::maximum).max().orElse(0),
                missing);
        case ModelInput.Categorical(var name, var categories) ->
            new Input(name, Type.CATEGORICAL, null, categories, null, null, null);
      };
    }
  }

  /** The type of an input. */
  public enum Type {
    @JsonProperty("numeric")
    NUMERIC,
    @JsonProperty("categorical")
    CATEGORICAL
  }

  /** The network, layer by layer. */
  public record NetworkResponse(int inputSize, List<LayerDefinition> layers, long parameters) {}

  @Override
  public URI address() {
    return URI.create("/api/v1/models/%s/versions/%d".formatted(name, version));
  }

  static ModelResponse of(ServableModel model, List<Integer> versions) {
    ModelVersion version = model.version();
    ModelDescription description = model.description();
    return new ModelResponse(
        version.name(),
        version.version(),
        version.createdAt(),
        description.inputs().stream().map(Input::of).toList(),
        description.output(),
        new NetworkResponse(
            model.preprocessor().inputSize(),
            description.layers(),
            model.network().parameterCount()),
        description.metrics(),
        description.provenance(),
        version.weightsSha256(),
        version.bytes(),
        versions);
  }
}

package org.trainyard.app.dataset.generator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be generated.
 *
 * @param columns the last is the target
 */
public record GeneratorResponse(
    String name, String description, List<String> columns, Defaults defaults) {

  /**
   * What a request gets that does not say it.
   *
   * @param classes absent where the generator makes numbers
   * @param turns absent where nothing goes round
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Defaults(
      long samples, double noise, @Nullable Long classes, @Nullable Double turns, long seed) {}

  static GeneratorResponse of(Generator generator) {
    List<String> columns = new ArrayList<>(generator.features().names());
    columns.add(
        switch (generator.target()) {
          case CLASSES -> "label";
          case NUMBER -> "y";
        });
    return new GeneratorResponse(
        generator.label(),
        generator.description(),
        List.copyOf(columns),
        new Defaults(
            generator.defaultSamples(),
            generator.defaultNoise(),
            generator.classes().most() > 0 ? Long.valueOf(generator.classes().usual()) : null,
            generator.turns() ? generator.defaultTurns() : null,
            1));
  }
}

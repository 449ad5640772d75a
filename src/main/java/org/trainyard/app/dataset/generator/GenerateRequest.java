package org.trainyard.app.dataset.generator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.DatasetName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * What to generate; everything but the generator has a default, which depends on it.
 *
 * @param turns how far a spiral or a sine goes round
 */
public record GenerateRequest(
    @Schema(example = "spiral") Generator generator,
    @Schema(example = "1500", minimum = "10", maximum = "10000000") long samples,
    @Schema(example = "0.2", minimum = "0", maximum = "10") double noise,
    @Schema(example = "3", minimum = "2", maximum = "10") long classes,
    @Schema(minimum = "0.1", maximum = "20") double turns,
    @Schema(example = "1", defaultValue = "1") long seed,
    @Schema(example = "spiral") String name) {

  static final int MAX_SAMPLES = 10_000_000;
  private static final int MIN_SAMPLES = 10;

  /**
   * What a generator makes by itself.
   *
   * @param generator one of {@code GET /api/v1/datasets/generators}
   * @throws IllegalArgumentException if there is no such generator
   */
  public static GenerateRequest of(String generator) {
    return Arrays.stream(Generator.values())
        .filter(known -> known.label().equals(generator))
        .findFirst()
        .map(known -> of(known, null, null, null, null, null, null))
        .orElseThrow(() -> new IllegalArgumentException("no generator '" + generator + "'"));
  }

  public GenerateRequest withSamples(long number) {
    return new GenerateRequest(generator, number, noise, classes, turns, seed, name);
  }

  public GenerateRequest withNoise(double amount) {
    return new GenerateRequest(generator, samples, amount, classes, turns, seed, name);
  }

  public GenerateRequest withSeed(long number) {
    return new GenerateRequest(generator, samples, noise, classes, turns, number, name);
  }

  public GenerateRequest withName(String word) {
    return new GenerateRequest(generator, samples, noise, classes, turns, seed, word);
  }

  @JsonCreator
  static GenerateRequest of(
      @JsonProperty(value = "generator", required = true) Generator generator,
      @JsonProperty("samples") @Nullable Long samples,
      @JsonProperty("noise") @Nullable Double noise,
      @JsonProperty("classes") @Nullable Long classes,
      @JsonProperty("turns") @Nullable Double turns,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("name") @Nullable String name) {
    return new GenerateRequest(
        generator,
        samples == null ? generator.defaultSamples() : samples,
        noise == null ? generator.defaultNoise() : noise,
        classes == null ? generator.classes().usual() : classes,
        turns == null ? generator.defaultTurns() : turns,
        seed == null ? 1 : seed,
        name == null ? generator.label() : name);
  }

  /** Throws everything that is out of range. */
  void check() {
    List<Problem> problems = new ArrayList<>();
    if (samples < MIN_SAMPLES || samples > MAX_SAMPLES) {
      problems.add(
          outOfRange(
              "samples",
              "from %d to %d".formatted(MIN_SAMPLES, MAX_SAMPLES),
              Long.toString(samples)));
    }
    if (!(noise >= 0 && noise <= 10)) {
      problems.add(outOfRange("noise", "from 0 to 10", Double.toString(noise)));
    }
    classesProblem().ifPresent(problems::add);
    turnsProblem().ifPresent(problems::add);
    DatasetName.problem(name).map(problem -> problem.field("/name")).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private Optional<Problem> classesProblem() {
    Generator.Classes allowed = generator.classes();
    if (classes >= allowed.least() && classes <= allowed.most()) {
      return Optional.empty();
    }
    String interval =
        allowed.most() == 0
            ? "absent for this generator"
            : allowed.least() == allowed.most()
                ? "%d for this generator".formatted(allowed.most())
                : "from %d to %d".formatted(allowed.least(), allowed.most());
    return Optional.of(outOfRange("classes", interval, Long.toString(classes)));
  }

  private Optional<Problem> turnsProblem() {
    if (!generator.turns() && turns != generator.defaultTurns()) {
      return Optional.of(outOfRange("turns", "absent for this generator", Double.toString(turns)));
    }
    return turns >= 0.1 && turns <= 20
        ? Optional.empty()
        : Optional.of(outOfRange("turns", "from 0.1 to 20", Double.toString(turns)));
  }

  private static Problem outOfRange(String member, String interval, String actual) {
    return Problem.of(
            ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
            "%s must be %s, got %s.".formatted(member, interval, actual))
        .field("/" + member)
        .allowed(List.of(interval));
  }
}

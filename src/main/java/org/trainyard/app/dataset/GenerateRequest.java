package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** What to generate; everything but the generator has a default. */
record GenerateRequest(
    @Schema(example = "spiral") Generator generator,
    @Schema(example = "1500", minimum = "10", maximum = "1000000", defaultValue = "1500")
        long samples,
    @Schema(example = "0.2", minimum = "0", maximum = "10") double noise,
    @Schema(example = "3", minimum = "2", maximum = "10") long classes,
    @Schema(example = "1", defaultValue = "1") long seed,
    @Schema(example = "spiral") String name) {

  static final int MAX_SAMPLES = 1_000_000;

  @JsonCreator
  static GenerateRequest of(
      @JsonProperty(value = "generator", required = true) Generator generator,
      @JsonProperty("samples") @Nullable Long samples,
      @JsonProperty("noise") @Nullable Double noise,
      @JsonProperty("classes") @Nullable Long classes,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("name") @Nullable String name) {
    return new GenerateRequest(
        generator,
        samples == null ? 1500 : samples,
        noise == null ? generator.defaultNoise() : noise,
        classes == null ? generator.defaultClasses() : classes,
        seed == null ? 1 : seed,
        name == null ? generator.label() : name);
  }

  /** Throws everything that is out of range. */
  void check() {
    List<Problem> problems = new ArrayList<>();
    if (samples < 10 || samples > MAX_SAMPLES) {
      problems.add(
          outOfRange("samples", "from 10 to %d".formatted(MAX_SAMPLES), Long.toString(samples)));
    }
    if (!(noise >= 0 && noise <= 10)) {
      problems.add(outOfRange("noise", "from 0 to 10", Double.toString(noise)));
    }
    boolean fixed = generator != Generator.SPIRAL;
    if (fixed ? classes != generator.defaultClasses() : classes < 2 || classes > 10) {
      problems.add(
          outOfRange(
              "classes", fixed ? "2 for this generator" : "from 2 to 10", Long.toString(classes)));
    }
    DatasetName.problem(name).map(problem -> problem.field("/name")).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private static Problem outOfRange(String member, String interval, String actual) {
    return Problem.of(
            ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
            "%s must be %s, got %s.".formatted(member, interval, actual))
        .field("/" + member)
        .allowed(List.of(interval));
  }
}

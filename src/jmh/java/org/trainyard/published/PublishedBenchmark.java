package org.trainyard.published;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.training.TrainingDivergedException;

/**
 * Repeats published trainings over several seeds and prints what came out beside what should have.
 */
public final class PublishedBenchmark {

  private PublishedBenchmark() {}

  /** See {@code scripts/bench-published}; ends with 1 if a result is not what it should be. */
  public static void main(String[] arguments) {
    Path data = Path.of(System.getProperty("data", "../shared/data"));
    PublishedArguments options;
    List<Recipe> recipes;
    try {
      options = PublishedArguments.parse(arguments);
      recipes = options.of(Recipes.all(data, options.measured()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Kernels.warmUp();
    System.exit(run(recipes, options) ? 0 : 1);
  }

  /** Whether every recipe that could be run met its reference. */
  private static boolean run(List<Recipe> recipes, PublishedArguments options) {
    ResultTable table = new ResultTable(System.out);
    boolean allMet = true;
    for (Recipe recipe : recipes) {
      Optional<String> absence = recipe.data().absence();
      if (absence.isPresent()) {
        System.err.printf("%s: not run, %s%n", recipe.name(), absence.get());
      } else {
        allMet &= run(recipe, options, table);
      }
    }
    return allMet;
  }

  private static boolean run(Recipe recipe, PublishedArguments options, ResultTable table) {
    long start = System.nanoTime();
    try {
      Outcomes ours = outcomes(recipe, options);
      table.add(recipe, ours, (System.nanoTime() - start) / 1e9);
      return recipe.reference().isMet(ours);
    } catch (TrainingDivergedException e) {
      System.err.printf("%s: %s%n", recipe.name(), e.getMessage());
      return false;
    }
  }

  private static Outcomes outcomes(Recipe recipe, PublishedArguments options) {
    int seeds = options.seeds().orElse(recipe.reference().seeds());
    return new Outcomes(
        LongStream.rangeClosed(1, seeds)
            .mapToObj(seed -> recipe.run(seed, options.threads()))
            .toList());
  }
}

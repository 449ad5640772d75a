package org.trainyard.published;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.trainyard.engine.training.Threads;

/**
 * What {@code scripts/bench-published} was called with.
 *
 * @param seeds of each recipe; empty: as many as its reference has
 * @param threads that may work on a minibatch
 * @param measured {@code --validation}: on a part of the training images, not on the test images
 * @param names of the recipes to run, or what they begin with; empty: all
 */
record PublishedArguments(
    OptionalInt seeds, Threads threads, ImageData.Measured measured, List<String> names) {

  private static final String USAGE =
      "usage: bench-published [--seeds N] [--threads N] [--validation] [RECIPE...]";

  static PublishedArguments parse(String[] arguments) {
    OptionalInt seeds = OptionalInt.empty();
    Threads threads = Threads.AUTOMATIC;
    ImageData.Measured measured = ImageData.Measured.TEST;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seeds" -> seeds = OptionalInt.of(number(arguments, ++i, 1));
        case "--threads" -> threads = Threads.atMost(number(arguments, ++i, 1));
        case "--validation" -> measured = ImageData.Measured.VALIDATION;
        default -> names.add(name(arguments[i]));
      }
    }
    return new PublishedArguments(seeds, threads, measured, List.copyOf(names));
  }

  /** The recipes that were asked for. */
  List<Recipe> of(List<Recipe> all) {
    for (String name : names) {
      if (all.stream().noneMatch(recipe -> recipe.name().startsWith(name))) {
        throw new IllegalArgumentException(
            "no recipe begins with %s; there are %s"
                .formatted(name, all.stream().map(Recipe::name).toList()));
      }
    }
    return all.stream()
        .filter(recipe -> names.isEmpty() || names.stream().anyMatch(recipe.name()::startsWith))
        .toList();
  }

  private static int number(String[] arguments, int index, int least) {
    try {
      int number = index < arguments.length ? Integer.parseInt(arguments[index]) : -1;
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException _) {
      // the usage says it better
    }
    throw new IllegalArgumentException(USAGE);
  }

  private static String name(String argument) {
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException(USAGE);
    }
    return argument;
  }
}

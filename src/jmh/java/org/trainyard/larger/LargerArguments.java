package org.trainyard.larger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code scripts/bench-larger-than-memory} was called with.
 *
 * @param bytes of the stored rows of the large set
 * @param epochs of a training on the large set; the first one is not counted if there are more
 * @param threads of each training; 0: the service decides
 * @param rounds how often the large set is trained on, in turn with the small one
 * @param folder for the service's data, deleted at the end
 * @param networks widths of hidden layers
 */
record LargerArguments(
    long bytes, int epochs, int threads, int rounds, Path folder, List<String> networks) {

  private static final String USAGE =
      "usage: bench-larger-than-memory [--bytes N] [--epochs N] [--threads N] [--rounds N] [--folder DIR] [WIDTHS...], such as 512,512";
  private static final List<String> USUAL = List.of("512,512", "100");

  static LargerArguments parse(String[] arguments) {
    long bytes = 6_000_000_000L;
    int epochs = 2;
    int threads = 0;
    int rounds = 3;
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> networks = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--bytes" -> bytes = Long.parseLong(value(arguments, ++i));
        case "--epochs" -> epochs = Integer.parseInt(value(arguments, ++i));
        case "--threads" -> threads = Integer.parseInt(value(arguments, ++i));
        case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
        case "--folder" -> folder = Path.of(value(arguments, ++i));
        default -> networks.add(network(arguments[i]));
      }
    }
    return new LargerArguments(
        bytes, epochs, threads, rounds, folder, networks.isEmpty() ? USUAL : networks);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(USAGE);
    }
    return arguments[index];
  }

  private static String network(String argument) {
    if (!argument.matches("\\d+(,\\d+)*")) {
      throw new IllegalArgumentException(USAGE);
    }
    return argument;
  }
}

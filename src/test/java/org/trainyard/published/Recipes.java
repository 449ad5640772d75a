package org.trainyard.published;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All recipes. */
final class Recipes {

  private Recipes() {}

  /**
   * All recipes, the quick ones first.
   *
   * @param data the folder that holds {@code mnist} and {@code fashion-mnist}
   * @param measured of the images
   */
  static List<Recipe> all(Path data, ImageData.Measured measured) {
    DataSource mnist = new ImageData(data.resolve("mnist"), measured);
    DataSource fashion = new ImageData(data.resolve("fashion-mnist"), measured);
    return Stream.of(
            LineRecipes.all(),
            PlaneRecipes.all(),
            new MnistRecipes(mnist).all(),
            AnchorRecipes.all(mnist, fashion))
        .flatMap(List::stream)
        .toList();
  }
}

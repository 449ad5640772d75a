package org.trainyard.app.rows;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;

/**
 * The columns that a training reads, in the numbering of its model.
 *
 * @param features in the order of the model's inputs
 * @param targets one, or several for a regression with several outputs
 * @param classes labels in the order of the network's outputs; empty for regression
 */
public record ReadColumns(List<Feature> features, List<String> targets, List<String> classes) {

  public ReadColumns {
    features = List.copyOf(features);
    targets = List.copyOf(targets);
    classes = List.copyOf(classes);
  }

  /**
   * A column that is read.
   *
   * @param categories in the order of their numbers; empty for a column of numbers
   */
  public record Feature(String name, List<String> categories) {

    public Feature {
      categories = List.copyOf(categories);
    }
  }

  /** The same columns in the numbering of that data set. */
  public static ReadColumns of(
      Dataset dataset, List<String> features, List<String> targets, List<String> classes) {
    return new ReadColumns(
        features.stream().map(name -> new Feature(name, categories(dataset.column(name)))).toList(),
        targets,
        classes);
  }

  /**
   * The same columns with other numberings of their categories.
   *
   * @param categories of each feature
   */
  public ReadColumns numberedBy(List<List<String>> categories) {
    List<Feature> renumbered = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      renumbered.add(new Feature(features.get(i).name(), categories.get(i)));
    }
    return new ReadColumns(renumbered, targets, classes);
  }

  private static List<String> categories(Column column) {
    return switch (column) {
      case Column.Categorical categorical ->
          categorical.categories().stream().map(Column.Category::value).toList();
      case Column.Numeric _, Column.Ignored _ -> List.of();
    };
  }
}

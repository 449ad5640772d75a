package org.trainyard.app.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.ModelReference;

/**
 * What each input is worth to a model, the most important first.
 *
 * @param metric of which {@code importance} is a loss
 * @param baseline the metric with the values where they belong
 * @param rows how many rows were used: all, or a sample that is spread over all of them
 * @param totalRows of the data set
 * @param note why it is a sample
 */
public record ImportanceResponse(
    ModelReference model,
    String dataset,
    String datasetSha256,
    Metric metric,
    double baseline,
    long rows,
    long totalRows,
    int repeats,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note,
    List<Input> inputs) {

  public ImportanceResponse {
    inputs = List.copyOf(inputs);
  }

  /** What an input is measured by. */
  public enum Metric {
    @JsonProperty("accuracy")
    ACCURACY,
    /** The mean of all targets'. */
    @JsonProperty("r2")
    R2
  }

  /**
   * An input: a column with all that it becomes, such as the texts of a one-hot or all pixels.
   *
   * @param importance by how much the metric falls when the column's values change places, the mean
   *     of all repeats; about 0 or below: it is worth nothing
   * @param standardDeviation of the repeats, dividing by their number
   * @param values of each repeat
   * @param lossIncrease by how much the mean log loss rises; only of a classification
   */
  @Schema(name = "ImportanceInput") // the document has one name for each
  public record Input(
      String input,
      double importance,
      double standardDeviation,
      List<Double> values,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double lossIncrease) {

    public Input {
      values = List.copyOf(values);
    }

    /** Orders ties of the metric by the loss. */
    double tieBreak() {
      return lossIncrease == null ? 0 : lossIncrease;
    }
  }
}

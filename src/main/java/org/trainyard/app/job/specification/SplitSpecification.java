package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are held out: a share of the data set's, drawn by the seed of the training, those that
 * a column names, or all rows of data sets of the caller's own.
 *
 * @param validation share of the rows, 0 to 0.9; absent: 0.2, or 0 with a column or a validation
 *     data set
 * @param test share of the rows, 0 to 0.9; absent: 0
 * @param stratified keep the shares of the classes equal in all parts; absent: for classification
 * @param column of texts that name the part of each row: train, validation or test. It is no
 *     feature. With {@code validation} a share of its training rows is held out, too
 * @param validationDataset id or name of a data set with the same columns
 * @param testDataset likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SplitSpecification(
    @Schema(minimum = "0", maximum = "0.9", defaultValue = "0.2") @Nullable Double validation,
    @Schema(minimum = "0", maximum = "0.9", defaultValue = "0") @Nullable Double test,
    @JsonProperty("stratified") @Nullable Boolean stratified,
    @Nullable String column,
    @Nullable String validationDataset,
    @Nullable String testDataset) {

  static final SplitSpecification DEFAULT =
      new SplitSpecification(null, null, null, null, null, null);
}

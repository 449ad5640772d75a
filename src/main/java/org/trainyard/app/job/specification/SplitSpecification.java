package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are held out: a share of the data set's, drawn by the seed of the training, or all
 * rows of a data set of the caller's own.
 *
 * @param validation share of the rows, 0 to 0.9; absent: 0.2, or 0 with a validation data set
 * @param test share of the rows, 0 to 0.9; absent: 0
 * @param stratified keep the shares of the classes equal in all parts; absent: for classification
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SplitSpecification(
    @Schema(minimum = "0", maximum = "0.9", defaultValue = "0.2") @Nullable Double validation,
    @Schema(minimum = "0", maximum = "0.9", defaultValue = "0") @Nullable Double test,
    @JsonProperty("stratified") @Nullable Boolean stratified,
    @Nullable String validationDataset,
    @Nullable String testDataset) {

  static final SplitSpecification DEFAULT = new SplitSpecification(null, null, null, null, null);
}

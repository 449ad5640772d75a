package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The trained model whose weights a training starts with.
 *
 * @param version absent: the newest
 */
public record InitialWeights(
    @JsonProperty(required = true) @Schema(example = "mnist") String model,
    @Schema(minimum = "1", example = "3") @Nullable Long version) {}

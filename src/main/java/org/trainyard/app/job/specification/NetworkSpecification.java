package org.trainyard.app.job.specification;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.InitializerDefinition;
import org.trainyard.app.model.LayerDefinition;

/**
 * The network: either the widths of its hidden layers, or all of its layers written out. A hidden
 * layer is linear, then normalization, activation and dropout, in this order.
 *
 * @param hidden widths of the hidden layers, from the first to the last; empty: a linear model
 * @param activation of all hidden layers, or one for each; absent: ReLU
 * @param dropout share of a hidden layer's outputs that is dropped in training; absent: 0
 * @param normalization of all hidden layers; absent: none
 * @param initializer of all linear layers; absent: {@code default}, which is PyTorch's
 * @param layers all layers; the last linear one may leave its units to the data
 */
public record NetworkSpecification(
    @Schema(example = "[50, 50]") @Nullable List<Long> hidden,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Schema(
            defaultValue = "relu",
            oneOf = {ActivationName.class, ActivationName[].class})
        @Nullable List<ActivationName> activation,
    @Schema(defaultValue = "0", minimum = "0", exclusiveMaximumValue = 1) @Nullable Double dropout,
    @Schema(defaultValue = "none") @Nullable NormalizationName normalization,
    @Nullable InitializerDefinition initializer,
    @Nullable List<LayerDefinition> layers) {}

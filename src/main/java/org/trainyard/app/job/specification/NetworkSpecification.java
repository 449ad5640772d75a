package org.trainyard.app.job.specification;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.InitializerName;
import org.trainyard.app.model.LayerDefinition;

/**
 * The network: either the widths of its hidden layers, or all of its layers written out.
 *
 * @param hidden widths of the hidden layers, from the first to the last; empty: a linear model
 * @param activation between linear layers; absent: ReLU
 * @param initializer of all linear layers
 * @param layers all layers; the last linear one may leave its units to the data
 */
public record NetworkSpecification(
    @Schema(example = "[50, 50]") @Nullable List<Long> hidden,
    @Schema(defaultValue = "relu") @Nullable ActivationName activation,
    @Schema(defaultValue = "default") @Nullable InitializerName initializer,
    @Nullable List<LayerDefinition> layers) {}

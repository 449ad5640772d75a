package org.trainyard.app.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of serving.
 *
 * @param maxInstances rows of one predict request
 * @param cacheSize memory for models that are kept loaded
 * @param maxFile bytes of a model file that is imported
 */
@Validated
@ConfigurationProperties("trainyard.models")
record ModelProperties(
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxInstances,
    @DefaultValue("256MB") DataSize cacheSize,
    @DefaultValue("256MB") DataSize maxFile) {}

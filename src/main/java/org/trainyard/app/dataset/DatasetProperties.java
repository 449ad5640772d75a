package org.trainyard.app.dataset;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of uploads.
 *
 * @param maxUpload bytes of an upload as it is sent
 * @param maxDecompressed bytes of an upload after decompression
 * @param maxRows rows of a data set
 * @param maxColumns values of a row: columns, or pixels of an image
 * @param maxCategories different texts of a column
 */
@ConfigurationProperties("trainyard.datasets")
public record DatasetProperties(
    @DefaultValue("1GB") DataSize maxUpload,
    @DefaultValue("4GB") DataSize maxDecompressed,
    @DefaultValue("10000000") long maxRows,
    @DefaultValue("10000") int maxColumns,
    @DefaultValue("10000") int maxCategories) {}

package org.trainyard.app.model;

import java.time.Instant;

/**
 * A row of the registry.
 *
 * @param version 1, 2, 3… for each name; never given twice
 * @param fileSha256 of the model's file, whose name it is
 * @param weightsSha256 of the weights alone: equal for equal training
 * @param bytes size of the file
 */
public record ModelVersion(
    String name,
    int version,
    Instant createdAt,
    String jobId,
    String fileSha256,
    String weightsSha256,
    long bytes) {}

package org.trainyard.app.model;

/**
 * A model's file on the disk that no version refers to yet.
 *
 * @param sha256 of the whole file
 * @param weightsSha256 of the weights alone
 */
public record StoredModel(String sha256, String weightsSha256, long bytes) {}

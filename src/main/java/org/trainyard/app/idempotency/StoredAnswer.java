package org.trainyard.app.idempotency;

/**
 * An answer as it was given.
 *
 * @param location the header of that name
 * @param body JSON
 */
public record StoredAnswer(String location, String body) {}

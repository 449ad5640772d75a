package org.trainyard.app.job.lifecycle;

/**
 * Where a waiting job stands.
 *
 * @param position 1 for the next
 * @param secondsBefore that those before it were thought to take, on one core
 */
public record QueuePlace(long position, double secondsBefore) {}

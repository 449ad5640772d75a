package org.trainyard.app.job.lifecycle;

/** The version that a job made. */
public record ModelReference(String name, int version) {}

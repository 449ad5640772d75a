package org.trainyard.app.job.lifecycle;

/**
 * Where the log of a job ends by now.
 *
 * @param number of its newest event
 * @param isFinal whether nothing will follow, because the job has ended
 */
public record LogEnd(int number, boolean isFinal) {}

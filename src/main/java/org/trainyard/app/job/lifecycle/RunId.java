package org.trainyard.app.job.lifecycle;

/**
 * One run of a job.
 *
 * @param fence that the job got when the run began; while the job has it, the run may write
 */
public record RunId(String job, long fence) {}

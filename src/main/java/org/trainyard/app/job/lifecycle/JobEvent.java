package org.trainyard.app.job.lifecycle;

/**
 * Something that happened to a job, kept for as long as the job.
 *
 * @param number counts the events of the job from 1, and never names two of them
 * @param data a JSON object
 */
public record JobEvent(String job, int number, EventType type, String data) {}

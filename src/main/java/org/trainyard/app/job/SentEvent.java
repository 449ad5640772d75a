package org.trainyard.app.job;

import org.trainyard.app.web.JsonDocument;

/**
 * An event of a job as it is sent.
 *
 * @param id names the place in the stream after it
 * @param type {@code state}, {@code epoch}, {@code finding} or {@code end}
 * @param data a JSON object; {@code job} in it says whose it is
 */
public record SentEvent(String id, String type, JsonDocument data) {}

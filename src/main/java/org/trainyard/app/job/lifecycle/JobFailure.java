package org.trainyard.app.job.lifecycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a job failed.
 *
 * @param detail what happened, with its figures
 * @param hint what to do
 * @param members what else is known, in order
 */
public record JobFailure(
    FailureType type, String detail, String hint, Map<String, Object> members) {

  public JobFailure {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public static JobFailure of(FailureType type, String detail, String hint) {
    return new JobFailure(type, detail, hint, Map.of());
  }

  public JobFailure with(String name, Object value) {
    Map<String, Object> extended = new LinkedHashMap<>(members);
    extended.put(name, value);
    return new JobFailure(type, detail, hint, extended);
  }

  /** The problem (RFC 9457) that the job shows. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "/problems/" + type.slug());
    document.put("title", type.title());
    document.put("detail", detail);
    document.put("hint", hint);
    members.forEach(document::putIfAbsent);
    return document;
  }
}

package org.trainyard.app.web;

import java.util.Map;

/** A part of the service that has limits; each is shown at {@code GET /api/v1/limits}. */
public interface LimitSource {

  /** Each limit's name, with its unit where it has one ({@code maxUploadBytes}), and its value. */
  Map<String, Number> limits();
}

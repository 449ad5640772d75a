package org.trainyard.app.web.settings;

import java.util.Optional;

/** A setting of the service's own that does not exist. */
final class UnknownSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient Optional<String> nearest;

  UnknownSettingException(String name, Optional<String> nearest) {
    super("unknown setting " + name);
    this.name = name;
    this.nearest = nearest;
  }

  String name() {
    return name;
  }

  Optional<String> nearest() {
    return nearest;
  }
}

package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trainyard.engine.initializer.Initializer;

/** The initializers by their names in JSON. */
public enum InitializerName {
  @JsonProperty("default")
  DEFAULT,
  @JsonProperty("zeros")
  ZEROS;

  /** The engine's rule of this name. */
  public Initializer initializer() {
    return switch (this) {
      case DEFAULT -> new Initializer.Default();
      case ZEROS -> new Initializer.Zeros();
    };
  }
}

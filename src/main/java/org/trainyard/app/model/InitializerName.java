package org.trainyard.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trainyard.engine.initializer.Initializer;

/** The initializers by their names in JSON. */
public enum InitializerName {
  @JsonProperty("default")
  DEFAULT,
  @JsonProperty("xavierUniform")
  XAVIER_UNIFORM,
  @JsonProperty("xavierNormal")
  XAVIER_NORMAL,
  @JsonProperty("heUniform")
  HE_UNIFORM,
  @JsonProperty("heNormal")
  HE_NORMAL,
  @JsonProperty("lecunNormal")
  LECUN_NORMAL,
  @JsonProperty("zeros")
  ZEROS,
  @JsonProperty("ones")
  ONES;

  /** The engine's rule of this name. */
  public Initializer initializer() {
    return switch (this) {
      case DEFAULT -> new Initializer.Default();
      case XAVIER_UNIFORM -> new Initializer.XavierUniform();
      case XAVIER_NORMAL -> new Initializer.XavierNormal();
      case HE_UNIFORM -> new Initializer.HeUniform();
      case HE_NORMAL -> new Initializer.HeNormal();
      case LECUN_NORMAL -> new Initializer.LecunNormal();
      case ZEROS -> Initializer.zeros();
      case ONES -> Initializer.ones();
    };
  }
}

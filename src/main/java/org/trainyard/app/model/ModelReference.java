package org.trainyard.app.model;

/** A version of a model by its name and number. */
public record ModelReference(String name, int version) {

  public static ModelReference of(ModelVersion version) {
    return new ModelReference(version.name(), version.version());
  }
}
